// Deals the answers to the steps of one plan.
import { Answer } from "../../driver/Answer.ts";
import type { Result } from "../../driver/Driver.ts";
import type { EntityState } from "../../session/EntityState.ts";
import type { PreloadStep } from "./PreloadStep.ts";

/** @throws EntityLimitError (`ENTITY_LIMIT`) */
export function dealSteps(steps: ReadonlyArray<PreloadStep>, results: ReadonlyArray<Result>): void {
  const dealt = new Map<PreloadStep, ReadonlyArray<EntityState>>();
  const above = new Set(steps.map((step) => step.above));
  for (const [at, step] of steps.entries()) {
    const owners = step.above === undefined ? [] : dealt.get(step.above)!;
    const states = step.deal(Answer.rowsOf(results[at]!), owners);
    if (above.has(step)) dealt.set(step, [...new Set(states)]);
  }
}
