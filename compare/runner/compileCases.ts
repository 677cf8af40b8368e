// Asks the compiler about a file of functions, some of which ought not to compile.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { CompareError } from "./CompareError.ts";
import { runCompiler } from "./runCompiler.ts";

/** For each function that the file exports, in order: the first message of the compiler about it, if there is one. */
export async function compileCases(file: URL): Promise<Readonly<Record<string, string | null>>> {
  const cases: Record<string, string | null> = {};
  const caseAt: Array<string | undefined> = [];
  let name: string | undefined;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const begins = /^export (?:async )?function (\w+)/.exec(line)?.[1];
    if (begins !== undefined) {
      name = begins;
      cases[name] = null;
    }
    caseAt.push(name);
  }
  for (const { path, line, message } of await runCompiler(new URL("./", file))) {
    const at = basename(path) === basename(file.pathname) ? caseAt[line - 1] : undefined;
    if (at === undefined)
      throw new CompareError(
        "NO_COMPILER",
        `tsc found an error outside the cases, in ${path}: ${message}`,
      );
    cases[at] ??= message;
  }
  return cases;
}
