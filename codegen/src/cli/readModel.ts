// The model of a project, for commands that show it instead of generating code from it.
import { loadConfig } from "../config/loadConfig.ts";
import { buildModel } from "../model/buildModel.ts";
import type { DomainModel } from "../model/DomainModel.ts";
import { readProject } from "../write/readProject.ts";
import type { Call } from "./Command.ts";
import { readSchema } from "./readSchema.ts";

/**
 * Takes the options of `projectOptions`, and tells the warnings of the schema and of the configuration.
 *
 * @throws CodegenError
 */
export async function readModel(
  { cwd, env, log }: Pick<Call, "cwd" | "env" | "log">,
  options: { readonly config: string | undefined; readonly offline: boolean },
): Promise<DomainModel> {
  const loaded = await loadConfig(cwd, options.config);
  const [db, project] = await Promise.all([
    readSchema(loaded, options, env),
    readProject(loaded.settings, loaded.directory),
  ]);
  const model = buildModel({ db, settings: loaded.settings, ...project });
  for (const warning of model.warnings) log(`warning: ${warning}`);
  return model;
}
