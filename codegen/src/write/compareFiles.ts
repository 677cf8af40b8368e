// Which of the planned files differ from what is there.
import type { FilePlan } from "../plan/FilePlan.ts";
import type { Change } from "./Change.ts";

/** @param existing contents by path */
export function compareFiles(
  files: ReadonlyArray<FilePlan>,
  remove: ReadonlyArray<string>,
  existing: ReadonlyMap<string, string>,
): ReadonlyArray<Change> {
  const written = files.map(({ path, mode, contents }): Change => {
    const before = existing.get(path);
    if (before === undefined) return { kind: "created", path, after: contents };
    // A checkout on Windows may have other line ends, which is no difference.
    const isSame = mode === "once" || before.replaceAll("\r\n", "\n") === contents;
    return isSame
      ? { kind: "unchanged", path }
      : { kind: "updated", path, before, after: contents };
  });
  const deleted = remove.map((path): Change => ({
    kind: "deleted",
    path,
    before: existing.get(path)!,
  }));
  return [...written, ...deleted];
}
