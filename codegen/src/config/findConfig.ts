// Where the configuration of a project is.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { CodegenError } from "../errors/CodegenError.ts";

const names = ["kingpost.config.ts", "kingpost.config.js", "kingpost.config.json"];

/**
 * The one in a folder; nothing when there is none.
 *
 * @throws CodegenError (`CONFIG`) when there are several
 */
export function findConfig(cwd: string): string | undefined {
  const found = names.map((name) => resolve(cwd, name)).filter((file) => existsSync(file));
  if (found.length > 1)
    throw new CodegenError("CONFIG", [
      `There are ${found.length} configurations, of which one must go: ${found.join(", ")}`,
    ]);
  return found[0];
}
