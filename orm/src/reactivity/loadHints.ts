// Loads what those who react to a change need of the entities that it concerns: for all of them in one go, and for each entity only
// what is asked of it.
import type { HintTree } from "../hints/HintTree.ts";
import { populate } from "../loading/populate.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Concerned } from "./findConcerned.ts";
import type { ReactionGraph, Reactor } from "./ReactionGraph.ts";

/** **SQL**: what the hints name and is not loaded; what is asked of different entities goes through the tick's batches together. */
export async function loadHints<R extends Reactor>(
  graph: ReactionGraph<R>,
  concerned: Concerned<R>,
): Promise<void> {
  const reactors = new Map<EntityState, R[]>();
  for (const [reactor, states] of concerned)
    for (const state of states) {
      const known = reactors.get(state);
      if (known === undefined) reactors.set(state, [reactor]);
      else known.push(reactor);
    }
  const groups = new Map<HintTree, EntityState[]>();
  for (const [state, some] of reactors) {
    const hint = graph.hintOf(some);
    const group = groups.get(hint);
    if (group === undefined) groups.set(hint, [state]);
    else group.push(state);
  }
  await Promise.all([...groups].map(([hint, states]) => populate(states, hint)));
}
