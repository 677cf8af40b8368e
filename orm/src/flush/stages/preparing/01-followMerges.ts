// What came into memory since a merge and still leads to a merged entity, because the database has it so, leads to the target from here
// on: what is too large to be in memory is moved by this flush.
import { childrenInMemory } from "../../../relations/childrenInMemory.ts";
import { pointTo } from "../../../relations/pointTo.ts";
import type { FlushRun } from "../../FlushRun.ts";

export function followMerges({ session }: FlushRun): void {
  const { merges, writeGuard } = session;
  for (const { field, from, to } of merges.moves) {
    if (field.kind === "m2m" || to.isDeleted) continue;
    for (const source of from)
      for (const child of childrenInMemory(source, field)) {
        if (child.session !== session || from.has(child)) continue;
        writeGuard.changeOwn(() => pointTo(child, field.otherField, to));
        merges.noteMoved(child, field.otherField, to);
      }
  }
}
