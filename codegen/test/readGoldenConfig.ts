// The settings of a golden schema.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkConfig } from "../src/config/checkConfig.ts";
import { type Settings, toSettings } from "../src/config/toSettings.ts";
import { goldenFolder } from "./goldenNames.ts";

export async function readGoldenConfig(name: string): Promise<Settings> {
  const path = join(goldenFolder, `${name}.config.json`);
  const config: unknown = existsSync(path) ? JSON.parse(await readFile(path, "utf8")) : {};
  return toSettings(checkConfig(config));
}
