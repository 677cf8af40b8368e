import type { DbSchema } from "kingpost/catalog";
import { checkConfig } from "../config/checkConfig.ts";
import type { Config } from "../config/Config.ts";
import { toSettings } from "../config/toSettings.ts";
import { applyChanges } from "./applyChanges.ts";
import { generate, type Generated } from "./generate.ts";

/**
 * Writes the code of a schema; what the command does once it has read both.
 *
 * @example
 * const { changes } = await generateAndSaveFiles({}, await introspect(url), "/path/of/project");
 *
 * @param directory what the paths of the configuration are relative to
 * @throws CodegenError (`CONFIG`, `SCHEMA`, `WRITE`)
 */
export async function generateAndSaveFiles(
  config: Config,
  db: DbSchema,
  directory: string,
): Promise<Generated> {
  const generated = await generate(db, toSettings(checkConfig(config)), directory);
  await applyChanges(directory, generated.changes);
  await generated.memory.save();
  return generated;
}
