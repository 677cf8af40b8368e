// Loads what those who react to a change need of the entities that it concerns: for all of them in one go, and for each entity only
// what is asked of it.
import { HintTree } from "../hints/HintTree.ts";
import { populate } from "../loading/populate.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { Concerned } from "./findConcerned.ts";
import type { Reactor } from "./ReactionGraph.ts";

/** Entities of which the same is asked. */
interface Group {
  readonly hints: ReadonlyArray<HintTree>;
  readonly states: EntityState[];
}

/** **SQL**: what the hints name and is not loaded; all groups go through the tick's batches together. */
export async function loadHints<R extends Reactor>(concerned: Concerned<R>): Promise<void> {
  await Promise.all(
    groupsOf(concerned).map(({ hints, states }) => populate(states, HintTree.merge(hints))),
  );
}

function groupsOf<R extends Reactor>(concerned: Concerned<R>): Group[] {
  const groups = new Map<string, Group>();
  const keys = new Map<EntityState, string>();
  const asked = [...concerned.keys()];
  for (const [at, reactor] of asked.entries())
    for (const state of concerned.get(reactor)!) keys.set(state, `${keys.get(state) ?? ""},${at}`);
  for (const [state, key] of keys) {
    const group = groups.get(key);
    if (group !== undefined) group.states.push(state);
    else {
      const places = key.slice(1).split(",");
      const hints = places.map((at) => asked[Number(at)]!.toLoad);
      groups.set(key, { hints, states: [state] });
    }
  }
  return [...groups.values()];
}
