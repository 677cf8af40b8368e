// The frame of both command lines: runs the work, prints a failure as a sentence with its code, answers the exit code.
import { errnoOf } from "../errors/errnoOf.ts";
import { explainDisk } from "../errors/explainDisk.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import { ServerError } from "../errors/ServerError.ts";
import { exitCodeOf } from "./exitCodeOf.ts";
import { UsageError } from "./UsageError.ts";

/** Runs `work`; what it throws becomes a message and an exit code. Errors that are not ours keep their stack. */
export async function runCommand(usage: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (thrown) {
    const error = isOfFile(thrown) ? explainDisk(thrown, thrown.path) : thrown;
    if (error instanceof UsageError || isUsage(error)) {
      console.error(`${error.message}\n\n${usage}`);
      return 2;
    }
    if (error instanceof ServerError || error instanceof MigrationError)
      console.error(`${error.code}: ${error.message}`);
    else console.error(error);
    return exitCodeOf(error);
  }
}

/** What `parseArgs` throws. */
function isUsage(error: unknown): error is Error {
  return error instanceof Error && (errnoOf(error)?.startsWith("ERR_PARSE_ARGS") ?? false);
}

/** What the file system refuses names the file. */
function isOfFile(error: unknown): error is Error & { readonly path: string } {
  return error instanceof Error && "path" in error && typeof error.path === "string";
}
