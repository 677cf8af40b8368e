// Runs what a person started from the terminal: what they can mend is a sentence with a code, anything else shows its stack.
import { SchemaDriftError } from "kingpost/errors";
import { AppError } from "./AppError.ts";

export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.stderr.write(
      error instanceof AppError || error instanceof SchemaDriftError
        ? `${error.code}: ${error.message}\n`
        : `${describe(error)}\n`,
    );
    process.exitCode = 1;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
