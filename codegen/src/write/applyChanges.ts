// Carries out what a run decided.
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CodegenError } from "../errors/CodegenError.ts";
import type { Change } from "./Change.ts";

/** @throws CodegenError (`WRITE`) */
export async function applyChanges(
  directory: string,
  changes: ReadonlyArray<Change>,
): Promise<void> {
  for (const change of changes) {
    const path = join(directory, change.path);
    try {
      if (change.kind === "deleted") await rm(path);
      if (change.kind === "created" || change.kind === "updated") await replace(path, change.after);
    } catch (cause) {
      const { code, message } = cause as { readonly code?: string; readonly message: string };
      const hint =
        code === "ENOSPC"
          ? "The disk is full."
          : "Nothing after it was written; run codegen again.";
      throw new CodegenError("WRITE", [`${change.path} cannot be written: ${message}. ${hint}`], {
        cause,
      });
    }
  }
}

/** Readers see the old file or the new one, never half of it. */
async function replace(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
