import type { Config, Names } from "./Config.ts";

/**
 * Gives the configuration its type. With the names that codegen has written down, entities, fields and relations that there are not
 * are errors in the editor, too; without them they are warnings of the next run.
 *
 * @example
 * import { defineConfig } from "@kingpost/codegen";
 * import type { Names } from "./src/entities/codegen/names.ts";
 * export default defineConfig<Names>({ contextType: "Context@./src/context.ts" });
 */
export function defineConfig<N extends Names = Names>(config: Config<N>): Config {
  return config as Config;
}
