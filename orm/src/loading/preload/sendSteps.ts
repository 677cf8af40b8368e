import { Answer } from "../../driver/Answer.ts";
import type { Executor } from "../../driver/Driver.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { PreloadStep } from "./PreloadStep.ts";

/**
 * Sends the steps of a plan and deals their answers; false when the database refused them, and nothing was dealt.
 *
 * **SQL**: `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; …; COMMIT` in one round trip. All levels see one snapshot: in
 * READ COMMITTED each statement sees its own, and a writer in between could leave a collection loaded and wrong.
 */
export async function sendSteps(
  executor: Executor,
  steps: ReadonlyArray<PreloadStep>,
): Promise<boolean> {
  const results = await executor
    .transact(
      steps.map(({ statement }) => statement),
      { isolation: "repeatable read", readOnly: true },
    )
    // Level by level says which statement fails, and whose error that is.
    .catch(() => undefined);
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
