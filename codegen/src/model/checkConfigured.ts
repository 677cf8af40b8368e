// Entries of the configuration that speak of nothing in the schema: a name was mistyped, or a table is gone.
import type { DbTable } from "kingpost/catalog";
import { nearest } from "../config/nearest.ts";
import type { Settings } from "../config/toSettings.ts";
import { shown } from "./classifyTables.ts";
import type { Overrides } from "./Overrides.ts";
import type { Problems } from "./Problems.ts";

/** @param tables of the schema; @param entities names of entities; @param enums names of enums, native ones included */
export function checkConfigured(
  tables: ReadonlyArray<DbTable>,
  entities: ReadonlyArray<string>,
  enums: ReadonlyArray<string>,
  settings: Settings,
  overrides: Overrides,
  problems: Problems,
): void {
  for (const [path, config, known] of [
    ["entities", settings.entities, entities],
    ["enums", settings.enums, enums],
  ] as const) {
    checkTables(path, config, tables, problems);
    warnUnknown(path, config, known, tables, problems);
  }
  for (const text of overrides.unknown())
    if (entities.includes(text.split(".")[1]!)) problems.warn(text);
}

function warnUnknown(
  path: "entities" | "enums",
  config: Configs,
  known: ReadonlyArray<string>,
  tables: ReadonlyArray<DbTable>,
  problems: Problems,
): void {
  for (const [name, { tableName }] of Object.entries(config)) {
    if (known.includes(name)) continue;
    if (tableName !== undefined && !tables.some((table) => isCalled(table, tableName))) {
      const near = nearest(tableName, tables.map(shown));
      problems.warn(
        `${path}.${name}.tableName: there is no table ${tableName}${near === undefined ? "" : `, did you mean ${near}?`}`,
      );
      continue;
    }
    const meant = nearest(name, known);
    const kind = path === "enums" ? "enum" : "entity";
    problems.warn(
      `${path}.${name}: unknown ${kind}${meant === undefined ? "" : `, did you mean ${meant}?`}`,
    );
  }
}

type Configs = Readonly<Record<string, { readonly tableName?: string | undefined }>>;

/** A table is one entity or one enum. */
function checkTables(
  path: "entities" | "enums",
  config: Configs,
  tables: ReadonlyArray<DbTable>,
  problems: Problems,
): void {
  const holders = new Map<DbTable, string>();
  for (const [name, { tableName }] of Object.entries(config)) {
    const table = tables.find((each) => tableName !== undefined && isCalled(each, tableName));
    if (table === undefined) continue;
    const holder = holders.get(table);
    holders.set(table, name);
    if (holder !== undefined)
      problems.error(
        `${path}.${name}.tableName: ${shown(table)} is ${holder} already; a table has one name, so take one of them off.`,
      );
  }
}

function isCalled({ schema, name }: DbTable, tableName: string): boolean {
  return tableName === name || tableName === `${schema}.${name}`;
}
