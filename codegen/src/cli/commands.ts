// Every command of `kingpost-codegen`, by name.
import type { Command } from "./Command.ts";
import { generateCode } from "./commands/generateCode.ts";

export const commands: Readonly<Record<string, Command>> = {
  generate: generateCode,
};

/** What runs when no command is named. */
export const defaultCommand = "generate";
