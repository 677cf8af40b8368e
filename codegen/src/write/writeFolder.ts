// Writes a folder of files that are made as a whole, and removes pages that are no longer among them.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { CodegenError } from "../errors/CodegenError.ts";
import { applyChanges } from "./applyChanges.ts";
import { compareFiles } from "./compareFiles.ts";
import { readIfThere } from "./readIfThere.ts";

export interface Pages {
  /** Folders of pages, below the folder. */
  readonly folders: ReadonlyArray<string>;
  /** Tells our pages from those of others. */
  readonly isOurs: (text: string) => boolean;
}

/**
 * @returns how many files were written or removed
 * @throws CodegenError (`WRITE`) before anything is written when a page of somebody else is in the way
 */
export async function writeFolder(
  directory: string,
  files: ReadonlyArray<{ readonly path: string; readonly contents: string }>,
  pages: Pages = { folders: [], isOurs: () => true },
): Promise<number> {
  const paths = new Set([...files.map(({ path }) => path), ...(await pagesIn(directory, pages))]);
  const existing = new Map<string, string>();
  for (const path of paths) {
    const text = await readIfThere(join(directory, path));
    if (text !== undefined) existing.set(path, text);
  }
  const planned = new Set(files.map(({ path }) => path));
  const isForeign = (path: string): boolean =>
    path.endsWith(".html") && existing.has(path) && !pages.isOurs(existing.get(path)!);
  const foreign = [...planned].filter(isForeign);
  if (foreign.length > 0)
    throw new CodegenError("WRITE", [
      `${join(directory, foreign[0]!)} was not written by this command; name another folder with --out.`,
    ]);
  const stale = [...existing.keys()].filter((path) => !planned.has(path) && !isForeign(path));
  const own = files.map((file) => ({ ...file, mode: "always" as const }));
  const { changes } = compareFiles(own, stale, existing);
  await applyChanges(directory, changes);
  return changes.filter(({ kind }) => kind !== "unchanged").length;
}

async function pagesIn(directory: string, { folders }: Pages): Promise<ReadonlyArray<string>> {
  const lists = await Promise.all(
    folders.map(async (folder) => {
      try {
        const names = await readdir(join(directory, folder));
        return names
          .filter((name) => name.endsWith(".html"))
          .map((name) => (folder === "" ? name : `${folder}/${name}`));
      } catch {
        // It is not there yet; what else is wrong with it shows when a file is written.
        return [];
      }
    }),
  );
  return lists.flat();
}
