// Settings come from the environment, and where it is silent from the project's `.env` file.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { errnoOf } from "../errors/errnoOf.ts";
import { explainDisk } from "../errors/explainDisk.ts";

/** The environment, with what `.env` in `projectDir` adds to it. Neither is changed. */
export function readSettings(
  projectDir: string,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const path = join(projectDir, ".env");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return env;
    throw explainDisk(error, path);
  }
  return { ...parseEnv(text), ...env };
}
