// The files that plugins make.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "../config/Config.ts";
import type { Settings } from "../config/toSettings.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import type { DomainModel } from "../model/DomainModel.ts";
import type { CodegenPlugin } from "../plan/CodegenPlugin.ts";
import type { FilePlan } from "../plan/FilePlan.ts";

/**
 * @param directory the folder of the configuration, from which modules are imported
 * @param taken paths of the files that codegen makes itself
 * @throws CodegenError (`CONFIG` for what is no plugin, `PLUGIN` for what one does wrong)
 */
export async function runPlugins(
  model: DomainModel,
  settings: Settings,
  directory: string,
  taken: ReadonlyArray<string>,
): Promise<ReadonlyArray<FilePlan>> {
  const owners = new Map(taken.map((path) => [path, "codegen itself"]));
  const plans: FilePlan[] = [];
  for (const [at, plugin] of settings.plugins.entries()) {
    const name = typeof plugin === "string" ? plugin : plugin.name || `plugins[${at}]`;
    const run = await functionOf(plugin, name, directory);
    const made = await filesOf(run, name, model, settings);
    for (const plan of made) {
      check(plan, name);
      const owner = owners.get(plan.path);
      if (owner !== undefined)
        throw new CodegenError("PLUGIN", [
          `The plugin ${name} makes ${plan.path}, which ${owner} makes as well.`,
        ]);
      owners.set(plan.path, `the plugin ${name}`);
      plans.push(plan);
    }
  }
  return plans;
}

async function functionOf(plugin: Plugin, name: string, directory: string): Promise<CodegenPlugin> {
  if (typeof plugin === "function") return plugin as unknown as CodegenPlugin;
  let found: unknown;
  try {
    const module = (await import(addressOf(plugin, directory))) as { readonly default?: unknown };
    found = module.default;
  } catch (cause) {
    throw new CodegenError(
      "CONFIG",
      [`plugins: ${name} cannot be imported: ${(cause as Error).message}`],
      { cause },
    );
  }
  if (typeof found === "function") return found as CodegenPlugin;
  throw new CodegenError("CONFIG", [
    `plugins: ${name} has no default export that is a function; write: export default (model, settings) => [ … ]`,
  ]);
}

/** As the configuration would import it. */
function addressOf(module: string, directory: string): string {
  const file = module.startsWith(".")
    ? resolve(directory, module)
    : createRequire(join(directory, "kingpost.config.ts")).resolve(module);
  return pathToFileURL(file).href;
}

async function filesOf(
  run: CodegenPlugin,
  name: string,
  model: DomainModel,
  settings: Settings,
): Promise<ReadonlyArray<FilePlan>> {
  try {
    return await run(model, settings);
  } catch (cause) {
    throw new CodegenError("PLUGIN", [`The plugin ${name} failed: ${String(cause)}`], { cause });
  }
}

/** A plugin may be written without types. */
function check(plan: FilePlan, name: string): void {
  const { path, mode, contents } = plan as { readonly [K in keyof FilePlan]: unknown };
  const wrong = (what: string): never => {
    throw new CodegenError("PLUGIN", [`The plugin ${name} makes ${what}.`]);
  };
  if (
    typeof path !== "string" ||
    path === "" ||
    /^[/\\]|^[a-z]:|\\|(?:^|\/)\.{0,2}(?:\/|$)/iu.test(path)
  )
    wrong(
      `a file at ${JSON.stringify(path)}, which is no path below the folder of the configuration`,
    );
  if (typeof contents !== "string") wrong(`${String(path)} without contents`);
  if (mode !== "always" && mode !== "once" && !(mode === "merge" && "merge" in plan))
    wrong(
      `${String(path)} with the mode ${JSON.stringify(mode)}; it may be "always", "once", or "merge" with a function merge`,
    );
}
