// The files that are there already.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CodegenError } from "../errors/CodegenError.ts";

/**
 * Contents of the files in the folder of entities that codegen knows of, by path below it: generated ones, those of entities, and
 * what documents them.
 *
 * @param folders in which there are entities, beside the folder itself
 */
export async function readExisting(
  directory: string,
  folders: ReadonlyArray<string>,
): Promise<ReadonlyMap<string, string>> {
  const lists = await Promise.all(
    [...new Set(["", "codegen", "enums", "factories", ...folders])].map(async (folder) => {
      const names = await namesIn(join(directory, folder));
      return names.map((name) => (folder === "" ? name : `${folder}/${name}`));
    }),
  );
  const paths = lists.flat().toSorted();
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, await readFile(join(directory, path), "utf8")] as const),
    ),
  );
}

async function namesIn(folder: string): Promise<ReadonlyArray<string>> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /\.(?:ts|md)$/u.test(entry.name))
      .map(({ name }) => name);
  } catch (error) {
    // A file in the place of a folder is noticed when a file is to be written into it.
    if (["ENOENT", "ENOTDIR"].includes((error as { readonly code: string }).code)) return [];
    throw new CodegenError("WRITE", [`${folder} cannot be read: ${String(error)}.`], {
      cause: error,
    });
  }
}
