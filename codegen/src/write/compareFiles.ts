// Which of the planned files differ from what is there.
import type { FilePlan } from "../plan/FilePlan.ts";
import type { Change } from "./Change.ts";

export interface Comparison {
  readonly changes: ReadonlyArray<Change>;
  /** What merging could not do. */
  readonly warnings: ReadonlyArray<string>;
}

/** @param existing contents by path */
export function compareFiles(
  files: ReadonlyArray<FilePlan>,
  remove: ReadonlyArray<string>,
  existing: ReadonlyMap<string, string>,
): Comparison {
  const warnings: string[] = [];
  const written = files.map((file): Change => {
    const { path } = file;
    const before = existing.get(path);
    if (before === undefined) return { kind: "created", path, after: file.contents };
    const after = wanted(file, before, warnings);
    return after === undefined
      ? { kind: "unchanged", path }
      : { kind: "updated", path, before, after };
  });
  const deleted = remove.map((path): Change => ({
    kind: "deleted",
    path,
    before: existing.get(path)!,
  }));
  return { changes: [...written, ...deleted], warnings };
}

/** What a file that is there shall be; nothing when it shall stay. */
function wanted(file: FilePlan, before: string, warnings: string[]): string | undefined {
  if (file.mode === "once") return undefined;
  // A checkout on Windows may have other line ends, which is no difference.
  const existing = before.replaceAll("\r\n", "\n");
  if (file.mode === "always") return existing === file.contents ? undefined : file.contents;
  const merged = file.merge(existing, file.contents);
  warnings.push(...(merged.warnings ?? []));
  return existing === merged.contents ? undefined : merged.contents;
}
