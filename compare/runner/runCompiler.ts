// The compiler on a folder with a tsconfig.json of its own, and what it says.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** One error of the compiler; its further lines, which explain it, are left out. */
export interface Complaint {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export async function runCompiler(folder: URL): Promise<ReadonlyArray<Complaint>> {
  const tsc = join(
    dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
    "bin/tsc",
  );
  const dir = fileURLToPath(folder);
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
  return output.split("\n").flatMap((text) => {
    const [, path, line, message] = /^(\S.*)\((\d+),\d+\): error TS\d+: (.*)$/.exec(text) ?? [];
    return path === undefined || message === undefined
      ? []
      : [{ path, line: Number(line), message }];
  });
}
