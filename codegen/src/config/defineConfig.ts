import type { Config } from "./Config.ts";

/**
 * Gives the configuration its type.
 *
 * @example
 * import { defineConfig } from "@kingpost/codegen";
 * export default defineConfig({ contextType: "Context@./src/context.ts" });
 */
export function defineConfig(config: Config): Config {
  return config;
}
