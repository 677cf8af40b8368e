// The list of scenarios, and what is observed in each.
import { bothSides, type BothSidesObserved } from "./bothSides.ts";
import { identity, type IdentityObserved } from "./identity.ts";
import { loopOverAuthors, type LoopObserved } from "./loopOverAuthors.ts";
import { readBeforeLoad, type ReadBeforeLoadObserved } from "./readBeforeLoad.ts";
import type { Scenario } from "./Scenario.ts";
import { unflushedChange, type UnflushedObserved } from "./unflushedChange.ts";

/** What is observed, by the name of the scenario. */
export interface ObservedOf {
  readonly identity: IdentityObserved;
  readonly loopOverAuthors: LoopObserved;
  readonly bothSides: BothSidesObserved;
  readonly unflushedChange: UnflushedObserved;
  readonly readBeforeLoad: ReadBeforeLoadObserved;
}

export type ScenarioName = keyof ObservedOf;

/** In the order of their numbers. */
export const scenarios: { readonly [N in ScenarioName]: Scenario<ObservedOf[N]> } = {
  identity,
  loopOverAuthors,
  bothSides,
  unflushedChange,
  readBeforeLoad,
};
