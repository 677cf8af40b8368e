// Asks the compiler about files that ought not to compile.
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { CompareError } from "./CompareError.ts";
import { runCompiler } from "./runCompiler.ts";

/**
 * Compiles the folder's files with the tsconfig.json in it. Answers the first message for each file that was refused, by the
 * file's name without its ending; a file that compiles is absent.
 */
export async function compileWrong(folder: URL): Promise<ReadonlyMap<string, string>> {
  const messages = new Map<string, string>();
  const files = new Set(readdirSync(fileURLToPath(folder)).filter((file) => file.endsWith(".ts")));
  for (const { path, message } of await runCompiler(folder)) {
    const file = basename(path);
    if (!files.has(file))
      throw new CompareError(
        "NO_COMPILER",
        `tsc found an error outside the folder, in ${path}: ${message}`,
      );
    if (!messages.has(basename(file, ".ts"))) messages.set(basename(file, ".ts"), message);
  }
  return messages;
}
