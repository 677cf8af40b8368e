// What a deleted entity drags along is deleted too, softly when that is deleted softly; hooks may delete more, and what points at a
// deleted entity lets go of it.
import { populateHooks } from "../../../rules/populateHooks.ts";
import { callWritingHooks } from "../../callWritingHooks.ts";
import type { FlushRun } from "../../FlushRun.ts";
import { markCascades } from "../../markCascades.ts";
import { markSoftCascades } from "../../markSoftCascades.ts";
import { unhookDeleted } from "../../unhookDeleted.ts";

export async function cascadeDeletes(run: FlushRun): Promise<void> {
  const { session, letGo } = run;
  await markSoftCascades(run);
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- hooks come to know what the cascades have deleted
    await markCascades(run);
    const deleted = [...session.deleted].filter((state) => !letGo.has(state));
    if (deleted.length + session.discarded.size === 0) return;
    for (const state of deleted) letGo.add(state);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await populateHooks("beforeDelete", deleted);
    // oxlint-disable-next-line no-await-in-loop -- what hooks delete has its turn then
    await callWritingHooks(run, { kind: "beforeDelete", states: deleted });
    unhookDeleted(run, deleted);
  }
}
