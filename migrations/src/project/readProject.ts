// Reads `kingpost.config.ts` as far as migrations need it. Code generation checks the whole of it; here a wrong value of one of
// these keys is all that can be wrong.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { MigrationError } from "../errors/MigrationError.ts";
import type { LintLevel, LintSettings, ProjectSettings } from "./ProjectSettings.ts";

const names = ["kingpost.config.ts", "kingpost.config.js", "kingpost.config.json"];

/** Tables that no snapshot has, as code generation leaves them out. */
const alwaysIgnored = [
  "migrations",
  "pgmigrations",
  "kingpost_migrations",
  "kingpost_recalc_queue",
];

/**
 * The settings of the project in a folder; a project without a configuration has the defaults.
 *
 * @throws MigrationError `CONFIG_INVALID`
 */
export async function readProject(cwd: string, path?: string): Promise<ProjectSettings> {
  const file =
    path === undefined
      ? names.map((name) => resolve(cwd, name)).find((each) => existsSync(each))
      : resolve(cwd, path);
  const config = file === undefined ? {} : await load(file);
  const from = file === undefined ? cwd : dirname(file);
  const snapshot = config["snapshot"] ?? "./kingpost.schema.json";
  return {
    snapshot: snapshot === false ? undefined : resolve(from, textIn(snapshot, "snapshot")),
    schemas: config["schemas"] === undefined ? ["public"] : textsIn(config["schemas"], "schemas"),
    ignoredTables: [...alwaysIgnored, ...textsIn(config["ignoredTables"] ?? [], "ignoredTables")],
    lint: lintIn(config["lint"] ?? {}),
  };
}

type Raw = Readonly<Record<string, unknown>>;

async function load(file: string): Promise<Raw> {
  let value: unknown;
  try {
    if (file.endsWith(".json")) value = JSON.parse(await readFile(file, "utf8"));
    else
      value = ((await import(pathToFileURL(file).href)) as { readonly default?: unknown }).default;
  } catch (cause) {
    throw new MigrationError("CONFIG_INVALID", `${file} cannot be read: ${String(cause)}`, {
      cause,
    });
  }
  return recordIn(value, "the default export");
}

function lintIn(value: unknown): LintSettings {
  const { largeTableRows = 100_000, rules = {} } = recordIn(value, "lint");
  if (typeof largeTableRows !== "number") throw wrong("lint.largeTableRows", "a number");
  const levels = Object.entries(recordIn(rules, "lint.rules")).map(([rule, level]) => {
    if (level === "error" || level === "warn" || level === "info" || level === "off")
      return [rule, level] as const;
    throw wrong(`lint.rules.${rule}`, '"error", "warn", "info" or "off"');
  });
  return { largeTableRows, rules: Object.fromEntries<LintLevel>(levels) };
}

function recordIn(value: unknown, where: string): Raw {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Raw;
  throw wrong(where, "an object");
}

function textIn(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  throw wrong(where, "a text");
}

function textsIn(value: unknown, where: string): ReadonlyArray<string> {
  if (Array.isArray(value)) return value.map((each) => textIn(each, where));
  throw wrong(where, "a list of texts");
}

function wrong(where: string, wanted: string): MigrationError {
  return new MigrationError("CONFIG_INVALID", `The configuration's ${where} has to be ${wanted}.`);
}
