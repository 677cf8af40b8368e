// The files that are there already.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CodegenError } from "../errors/CodegenError.ts";

/** Contents of the TypeScript files in a folder and in its folders of generated code, by path below it. */
export async function readExisting(directory: string): Promise<ReadonlyMap<string, string>> {
  const lists = await Promise.all(
    ["", "codegen", "enums", "factories"].map(async (folder) => {
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
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map(({ name }) => name);
  } catch (error) {
    // A file in the place of a folder is noticed when a file is to be written into it.
    if (["ENOENT", "ENOTDIR"].includes((error as { readonly code: string }).code)) return [];
    throw new CodegenError("WRITE", [`${folder} cannot be read: ${String(error)}.`], {
      cause: error,
    });
  }
}
