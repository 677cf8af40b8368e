import { loadConfig } from "../config/loadConfig.ts";
import type { Description } from "../docs/Description.ts";
// What commands read that describe a project's domain to people.
import { buildModel } from "../model/buildModel.ts";
import { readRules } from "../source/readRules.ts";
import { readProject } from "../write/readProject.ts";
import type { Call } from "./Command.ts";
import { readSchema } from "./readSchema.ts";

export interface ReadDescription extends Description {
  /** The folder of the configuration. */
  readonly directory: string;
}

/**
 * Takes the options of `projectOptions`, and tells the warnings of the schema and of the configuration.
 *
 * @throws CodegenError
 */
export async function readDescription(
  { cwd, env, log }: Pick<Call, "cwd" | "env" | "log">,
  options: { readonly config: string | undefined; readonly offline: boolean },
): Promise<ReadDescription> {
  const loaded = await loadConfig(cwd, options.config);
  const { settings, directory } = loaded;
  const [db, project] = await Promise.all([
    readSchema(loaded, options, env),
    readProject(settings, directory),
  ]);
  const model = buildModel({ db, settings, ...project });
  for (const warning of model.warnings) log(`warning: ${warning}`);
  return { model, rules: await readRules(project.entityFiles), directory };
}
