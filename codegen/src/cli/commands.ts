// Every command of `kingpost-codegen`, by name.
import type { Command } from "./Command.ts";
import { codemod } from "./commands/codemod.ts";
import { describeDomain } from "./commands/describeDomain.ts";
import { drawDomain } from "./commands/drawDomain.ts";
import { generateCode } from "./commands/generateCode.ts";
import { importConfig } from "./commands/importConfig.ts";
import { init } from "./commands/init.ts";
import { printSchema } from "./commands/printSchema.ts";

export const commands: Readonly<Record<string, Command>> = {
  generate: generateCode,
  init,
  "import-config": importConfig,
  codemod,
  "print-schema": printSchema,
  erd: drawDomain,
  docs: describeDomain,
};

/** What runs when no command is named. */
export const defaultCommand = "generate";
