import { Answer } from "../../driver/Answer.ts";
import type { Executor, Result } from "../../driver/Driver.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { Statement } from "../../sql/Statement.ts";
import type { PreloadStep } from "./PreloadStep.ts";

/**
 * Sends the steps of a plan and deals their answers; false when the database refused them, and nothing was dealt.
 *
 * **SQL**: `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; …; COMMIT` in one round trip. All levels see one snapshot: in
 * READ COMMITTED each statement sees its own, and a writer in between could leave a collection loaded and wrong. Statements
 * that bring everything below them along need no transaction.
 */
export async function sendSteps(
  executor: Executor,
  steps: ReadonlyArray<PreloadStep>,
): Promise<boolean> {
  const statements = steps.map(({ statement }) => statement);
  const isOneByOne = steps.every((step) => step.above === undefined);
  const results = await (isOneByOne
    ? execute(executor, statements)
    : transact(executor, statements));
  if (results === undefined) return false;
  const dealt = new Map<PreloadStep, ReadonlyArray<EntityState>>();
  const above = new Set(steps.map((step) => step.above));
  for (const [at, result] of results.entries()) {
    const step = steps[at]!;
    const owners = step.above === undefined ? [] : dealt.get(step.above)!;
    const states = step.deal(Answer.rowsOf(result), owners);
    if (above.has(step)) dealt.set(step, [...new Set(states)]);
  }
  return true;
}

/** `undefined` when something failed: level by level says which statement, and whose error that is. */
function transact(
  executor: Executor,
  statements: ReadonlyArray<Statement>,
): Promise<ReadonlyArray<Result> | undefined> {
  return executor
    .transact(statements, { isolation: "repeatable read", readOnly: true })
    .catch(() => undefined);
}

async function execute(
  executor: Executor,
  statements: ReadonlyArray<Statement>,
): Promise<ReadonlyArray<Result> | undefined> {
  const outcomes = await executor.execute(statements, { isUnordered: true }).catch(() => []);
  const results = outcomes.flatMap(({ result }) => result ?? []);
  return results.length === statements.length ? results : undefined;
}
