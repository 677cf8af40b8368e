// Finds and reads the configuration of a project.
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { CodegenError } from "../errors/CodegenError.ts";
import { checkConfig } from "./checkConfig.ts";
import { findConfig } from "./findConfig.ts";
import { type Settings, toSettings } from "./toSettings.ts";

export interface LoadedConfig {
  readonly settings: Settings;
  /** The folder of the configuration: what its paths are relative to. */
  readonly directory: string;
}

/**
 * @param path the file, or nothing for the one in `cwd`; a project without a configuration has the defaults
 * @throws CodegenError (`CONFIG`)
 */
export async function loadConfig(cwd: string, path?: string): Promise<LoadedConfig> {
  const file = path === undefined ? findConfig(cwd) : resolve(cwd, path);
  if (file === undefined) return { settings: toSettings({}), directory: cwd };
  if (!existsSync(file)) throw new CodegenError("CONFIG", [`There is no ${file}.`]);
  const settings = toSettings(checkConfig(await read(file)), file.endsWith(".ts"));
  return { settings, directory: dirname(file) };
}

async function read(file: string): Promise<unknown> {
  try {
    if (file.endsWith(".json")) return JSON.parse(await readFile(file, "utf8"));
    // A watch reads it again, which a module of the same address would not be.
    const { mtimeMs } = await stat(file);
    const { href } = pathToFileURL(file);
    const module = (await import(`${href}?${mtimeMs}`)) as { readonly default?: unknown };
    if (module.default !== undefined) return module.default;
  } catch (cause) {
    throw new CodegenError("CONFIG", [`${file} cannot be read: ${String(cause)}`], { cause });
  }
  throw new CodegenError("CONFIG", [
    `${file} has no default export; write: export default defineConfig({ … })`,
  ]);
}
