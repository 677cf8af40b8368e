// The command `kingpost-codegen`, without the process around it.
import { CodegenError } from "../errors/CodegenError.ts";
import type { Environment } from "./databaseUrlOf.ts";
import { parseArguments } from "./parseArguments.ts";
import { usageOf } from "./usageOf.ts";

export interface CodegenContext {
  /** Where the configuration is looked for. Default: the working directory. */
  readonly cwd?: string;
  /** Default: the environment of the process. */
  readonly env?: Environment;
  /** Takes each line for people. Default: standard output. */
  readonly log?: (line: string) => void;
  /** Asks people yes or no. Default: nobody is there to be asked. */
  readonly confirm?: (question: string) => Promise<boolean>;
  /** Ends `--watch`. */
  readonly signal?: AbortSignal;
}

/**
 * Generates code for the project in a folder, as the command does.
 *
 * @example
 * const exitCode = await kingpostCodegen(["--check"]);
 *
 * @returns the exit code: 0 done, 1 differences or a schema that cannot be generated from, 2 a wrong configuration, 3 no
 * connection
 */
export async function kingpostCodegen(
  argv: ReadonlyArray<string> = [],
  context: CodegenContext = {},
): Promise<number> {
  const { cwd = process.cwd(), env = process.env, log = console.log, confirm, signal } = context;
  try {
    const { name, command, options, words, help } = parseArguments(argv);
    if (help) {
      log(usageOf(name, command));
      return 0;
    }
    return await command.run({ options, words, cwd, env, log, confirm, signal });
  } catch (error) {
    if (!(error instanceof CodegenError)) throw error;
    for (const problem of error.problems) log(`error: ${problem}`);
    return exitCodes[error.code];
  }
}

const exitCodes = { SCHEMA: 1, PLUGIN: 1, WRITE: 1, CONFIG: 2, SNAPSHOT: 2, CONNECT: 3 } as const;
