// Runs one program of the build; its output is shown when it fails.
import { spawn } from "node:child_process";
import { BuildError } from "./BuildError.ts";

/** Resolves to what the program printed. Throws `BuildError` (`BUILD`) with its output when it fails. */
export async function run(
  program: string,
  args: ReadonlyArray<string>,
  cwd: string,
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  child.on("error", (error) => reject(new BuildError(`${program}: ${error.message}`)));
  child.on("close", (code) => {
    if (code === 0) resolve(output);
    else reject(new BuildError(`${[program, ...args].join(" ")} failed:\n${output}`));
  });
  return promise;
}
