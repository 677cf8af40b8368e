// A change as people read it.
import type { Change } from "./Change.ts";

/** As a unified diff; nothing for a file that stays. */
export async function diffOf(change: Change): Promise<string> {
  if (change.kind === "unchanged") return "";
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import("diff");
  const before = change.kind === "created" ? "" : change.before;
  const after = change.kind === "deleted" ? "" : change.after;
  const oldName = change.kind === "created" ? "/dev/null" : `a/${change.path}`;
  const newName = change.kind === "deleted" ? "/dev/null" : `b/${change.path}`;
  return createTwoFilesPatch(oldName, newName, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
