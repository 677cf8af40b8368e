import type { Executor, Result } from "../../driver/Driver.ts";
import type { PreloadStep } from "./PreloadStep.ts";

/**
 * Sends the steps of plans; `undefined` when the database refused one of them: level by level says which, and whose error that is.
 *
 * **SQL**: `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; …; COMMIT` in one round trip. All levels see one snapshot: in
 * READ COMMITTED each statement sees its own, and a writer in between could leave a collection loaded and wrong. Statements
 * that bring everything below them along need no transaction.
 */
export async function sendSteps(
  executor: Executor,
  steps: ReadonlyArray<PreloadStep>,
  signal?: AbortSignal,
): Promise<ReadonlyArray<Result> | undefined> {
  const statements = steps.map(({ statement }) => statement);
  if (steps.some((step) => step.above !== undefined))
    return await executor
      .transact(statements, { isolation: "repeatable read", readOnly: true, signal })
      .catch(() => undefined);
  const outcomes = await executor
    .execute(statements, { isUnordered: true, signal })
    .catch(() => []);
  const results = outcomes.flatMap(({ result }) => result ?? []);
  return results.length === statements.length ? results : undefined;
}
