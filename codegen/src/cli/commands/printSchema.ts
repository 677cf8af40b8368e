// `kingpost-codegen print-schema`: the schema as a list of tables to read.
import { loadConfig } from "../../config/loadConfig.ts";
import { schemaText } from "../../introspect/schemaText.ts";
import { type Command, defineCommand } from "../Command.ts";
import { projectOptions } from "../projectOptions.ts";
import { readSchema } from "../readSchema.ts";

export const printSchema: Command = defineCommand({
  about: "prints the tables of the schema, with their columns, keys and indexes",
  options: projectOptions,
  run: async ({ cwd, env, log, options }) => {
    const db = await readSchema(await loadConfig(cwd, options.config), options, env);
    log(schemaText(db));
    return 0;
  },
});
