// What points at an entity that is being deleted lets go of it; all of it was loaded by the cascades. A required reference then
// fails its rule before anything is written.
import { pointTo } from "../relations/pointTo.ts";
import { childFields } from "./childFields.ts";
import type { FlushRun } from "./FlushRun.ts";
import { relatedTo } from "./relatedTo.ts";

export function unhookDeleted(run: FlushRun): void {
  const { deleted, discarded } = run.session;
  for (const states of [deleted, discarded])
    for (const state of states)
      for (const field of childFields(state))
        for (const child of relatedTo(run, state, field))
          pointTo(child, field.otherField, undefined);
  discarded.clear();
}
