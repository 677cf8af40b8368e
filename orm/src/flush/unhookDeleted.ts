// What points at an entity that is being deleted lets go of it; all of it was loaded by the cascades. A required reference then
// fails its rule before anything is written.
import { pointTo } from "../relations/pointTo.ts";
import type { EntityState } from "../session/EntityState.ts";
import { ownChildFields } from "./childFields.ts";
import type { FlushRun } from "./FlushRun.ts";
import { relatedTo } from "./relatedTo.ts";

/** And of new entities that were deleted. */
export function unhookDeleted(run: FlushRun, deleted: ReadonlyArray<EntityState>): void {
  const { discarded, writeGuard } = run.session;
  writeGuard.changeOwn(() => {
    for (const states of [deleted, discarded])
      for (const state of states)
        for (const field of ownChildFields(state))
          for (const child of relatedTo(run, state, field))
            pointTo(child, field.otherField, undefined);
  });
  discarded.clear();
}
