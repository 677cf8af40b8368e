// Follows the cascades of deleted entities: what they lead to is loaded, one statement per relation and level, and marked, until
// nothing new is deleted. Whatever else points at a deleted entity is loaded with it.
import { markDeleted } from "../relations/markDeleted.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { FlushRun } from "./FlushRun.ts";
import { loadAround } from "./loadAround.ts";
import { relatedTo } from "./relatedTo.ts";

export async function markCascades(run: FlushRun): Promise<void> {
  const { session, cascaded } = run;
  const isNew = (state: EntityState): boolean => !cascaded.has(state);
  let round = [...session.deleted, ...session.discarded].filter(isNew);
  while (round.length > 0) {
    for (const state of round) cascaded.add(state);
    // oxlint-disable-next-line no-await-in-loop -- what is further away is known by what was loaded
    await loadAround(run, round);
    round = round
      .flatMap((state) => state.meta.cascades.flatMap((field) => relatedTo(run, state, field)))
      .flatMap((state) => markDeleted(state))
      .filter(isNew);
  }
}
