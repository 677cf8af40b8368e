// `init`: what a project needs to have migrations.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf } from "../errors/errnoOf.ts";
import { createMigration } from "./createMigration.ts";
import { UsageError } from "./UsageError.ts";

/** The scripts that `init` adds to `package.json`. */
const scripts = { migrate: "kingpost-migrate", db: "kingpost-db" };

/**
 * Makes the folder, its first migration (the trigger functions) and the scripts of `package.json`; answers what was done, a line
 * each. What is there already is left alone, so that it may run again.
 *
 * @throws UsageError when `package.json` is no JSON
 */
export async function initProject(cwd: string, dir: string): Promise<ReadonlyArray<string>> {
  const wrote = await createMigration({ dir: join(cwd, dir), name: undefined, sql: false });
  const files = wrote.map((path) => `wrote ${join(dir, path.slice(join(cwd, dir).length + 1))}`);
  return [
    ...(files.length === 0 ? [`${dir} has migrations already`] : files),
    await addScripts(join(cwd, "package.json")),
  ];
}

async function addScripts(path: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (errnoOf(error) !== "ENOENT") throw error;
    return "there is no package.json to add scripts to";
  }
  const manifest = parse(text, path);
  const before = manifest.scripts ?? {};
  const added = Object.entries(scripts).filter(([name]) => !Object.hasOwn(before, name));
  if (added.length === 0) return "package.json has the scripts already";
  const indent = /^(\s+)"/m.exec(text)?.[1]?.replaceAll(/^[\r\n]+/g, "") ?? "  ";
  const next = { ...manifest, scripts: { ...before, ...Object.fromEntries(added) } };
  await writeFile(path, `${JSON.stringify(next, null, indent)}\n`);
  return `added to package.json: ${added.map(([name]) => name).join(", ")}`;
}

function parse(text: string, path: string): { readonly scripts?: Record<string, string> } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Said below.
  }
  throw new UsageError(`${path} is not a JSON object: mend it first.`);
}
