import { readFile } from "node:fs/promises";

/** The text of a file; nothing when there is none. What stands in its place is noticed when it is written. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code = "" } = error as { readonly code?: string };
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(code)) return undefined;
    throw error;
  }
}
