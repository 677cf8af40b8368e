// Asks the compiler about files that ought not to compile.
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { CompareError } from "./CompareError.ts";

/**
 * Compiles the folder's files with the tsconfig.json in it. Answers the first message for each file that was refused, by the
 * file's name without its ending; a file that compiles is absent.
 */
export async function compileWrong(folder: URL): Promise<ReadonlyMap<string, string>> {
  const dir = fileURLToPath(folder);
  const tsc = join(
    dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
    "bin/tsc",
  );
  const output = await promisify(execFile)(process.execPath, [
    tsc,
    "--pretty",
    "false",
    "-p",
    dir,
  ]).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { readonly stdout?: string }).stdout ?? "",
  );
  const messages = new Map<string, string>();
  const files = new Set(readdirSync(dir).filter((file) => file.endsWith(".ts")));
  for (const line of output.split("\n")) {
    const [, path, message] = /^(\S.*)\(\d+,\d+\): error TS\d+: (.*)$/.exec(line) ?? [];
    if (path === undefined || message === undefined) continue;
    const file = basename(path);
    if (!files.has(file))
      throw new CompareError("NO_COMPILER", `tsc found an error outside ${dir}: ${line}`);
    if (!messages.has(basename(file, ".ts"))) messages.set(basename(file, ".ts"), message);
  }
  return messages;
}
