// Which tables are entities, enums and join tables, and why the others are none of these.
import type { DbForeignKey, DbSchema, DbTable } from "kingpost/catalog";
import type { EntityConfig, EnumConfig } from "../config/Config.ts";
import type { Settings } from "../config/toSettings.ts";
import { compareText } from "./compareText.ts";
import { singularPascalOf } from "./identifierOf.ts";
import { isView } from "./isView.ts";
import { keyTypeOf } from "./keyTypeOf.ts";
import type { Problems } from "./Problems.ts";

export interface NamedTable {
  readonly name: string;
  readonly table: DbTable;
}

export interface JoinTable {
  readonly table: DbTable;
  readonly keys: readonly [DbForeignKey, DbForeignKey];
}

export interface Classified {
  /** By name. */
  readonly entities: ReadonlyArray<NamedTable>;
  /** By name. */
  readonly enums: ReadonlyArray<NamedTable>;
  readonly joinTables: ReadonlyArray<JoinTable>;
}

export interface NamesOfTables {
  readonly entities: Readonly<Record<string, EntityConfig>>;
  readonly enums: Readonly<Record<string, EnumConfig>>;
  readonly timestampColumns: Settings["timestampColumns"];
}

/** More rows than this are data, not the values of an enum. */
const maxEnumRows = 1000;

export function classifyTables(
  db: DbSchema,
  config: NamesOfTables,
  problems: Problems,
): Classified {
  // A view has a key only when the configuration gives it one.
  const tables = db.tables.filter((table) => !isView(table) || table.primaryKey !== undefined);
  const byKey = new Map(tables.map((table) => [keyOf(table), table]));
  const entityNameOf = namesByTable(config.entities);
  const enumNameOf = namesByTable(config.enums);
  const isDeclared = (table: DbTable): boolean =>
    config.entities[entityNameOf(table)]?.kind === "entity";
  const isDeclaredEnum = (table: DbTable): boolean =>
    config.enums[enumNameOf(table)]?.kind === "enum";
  const enums = enumTables(tables, byKey, isDeclared, isDeclaredEnum);
  for (const table of tables.filter((each) => isDeclaredEnum(each) && !enums.has(each)))
    problems.error(whyNoEnum(table, enumNameOf(table)));
  for (const table of tables.filter((each) => hidesItsRows(each) && !isDeclared(each)))
    problems.warn(
      `Table ${shown(table)} looks like an enum, but its rows may not be read, so that it is an entity: grant SELECT on it.`,
    );
  const joinTables = tables
    .filter((table) => !enums.has(table) && !isView(table) && !isDeclared(table))
    .flatMap((table) => joinTableOf(table, byKey, enums, config) ?? []);
  const joins = new Set(joinTables.map(({ table }) => table));
  const entities = tables.filter(
    (table) => !enums.has(table) && !joins.has(table) && isEntity(table, config, problems),
  );
  const known = new Set([...entities, ...enums]);
  const named = {
    entities: byName(entities.map((table) => ({ name: entityNameOf(table), table }))),
    enums: byName([...enums].map((table) => ({ name: enumNameOf(table), table }))),
    joinTables: joinTables.filter((join) => leadsToKnown(join, byKey, known, problems)),
  };
  checkNames(named, problems);
  for (const { name, table } of named.enums)
    if ((table.rows ?? []).length > maxEnumRows)
      problems.error(
        `Table ${shown(table)} looks like an enum but has more than ${maxEnumRows} rows; in the configuration write ` +
          `entities: { ${name}: { kind: "entity" } }.`,
      );
  return named;
}

/** A table that was taken for an entity may turn out to be none. */
function leadsToKnown(
  { table, keys }: JoinTable,
  byKey: ReadonlyMap<string, DbTable>,
  known: ReadonlySet<DbTable>,
  problems: Problems,
): boolean {
  const missing = keys.map((key) => targetOf(key, byKey)!).find((target) => !known.has(target));
  if (missing === undefined) return true;
  problems.warn(`Table ${shown(table)} makes no collections: ${shown(missing)} is not an entity.`);
  return false;
}

/** `schema.name`, as foreign keys name their target. */
export function keyOf({
  schema,
  name,
}: {
  readonly schema: string;
  readonly name: string;
}): string {
  return JSON.stringify([schema, name]);
}

export function targetOf(
  { references }: DbForeignKey,
  byKey: ReadonlyMap<string, DbTable>,
): DbTable | undefined {
  return byKey.get(keyOf({ schema: references.schema, name: references.table }));
}

/** As people read it: the schema is named when it is not `public`. */
export function shown({
  schema,
  name,
}: {
  readonly schema: string;
  readonly name: string;
}): string {
  return schema === "public" ? name : `${schema}.${name}`;
}

function enumTables(
  tables: ReadonlyArray<DbTable>,
  byKey: ReadonlyMap<string, DbTable>,
  isDeclaredEntity: (table: DbTable) => boolean,
  isDeclaredEnum: (table: DbTable) => boolean,
): ReadonlySet<DbTable> {
  const candidates = new Set(
    tables.filter(
      (table) =>
        table.rows !== undefined &&
        table.primaryKey?.columns.join() === "id" &&
        (isDeclaredEnum(table) || !keepsTimes(table)) &&
        !isDeclaredEntity(table),
    ),
  );
  // A reference to an entity makes an entity of a candidate, which can do the same to those that refer to it.
  for (let before = -1; before !== candidates.size;) {
    before = candidates.size;
    for (const table of candidates)
      for (const key of isDeclaredEnum(table) ? [] : table.foreignKeys) {
        const target = targetOf(key, byKey);
        if (target?.primaryKey?.columns.length === 1 && !candidates.has(target))
          candidates.delete(table);
      }
  }
  return candidates;
}

/** Rows that say when they were made or changed are data. */
function keepsTimes({ columns }: DbTable): boolean {
  return columns.some(({ name }) => /^(?:created|updated)(?:_at|At)$/u.test(name));
}

/** Rows of what looks like an enum are known, unless this user may not read them. */
function hidesItsRows(table: DbTable): boolean {
  const names = new Set(table.columns.map(({ name }) => name));
  const isLikely = ["id", "code", "name"].every((name) => names.has(name));
  return (
    isLikely && !keepsTimes(table) && table.foreignKeys.length === 0 && table.rows === undefined
  );
}

/** Of a table that the configuration declares to be an enum. */
function whyNoEnum(table: DbTable, name: string): string {
  const path = `enums.${name}.kind: ${shown(table)} cannot be an enum`;
  const missing = ["id", "code", "name"].filter((each) =>
    table.columns.every((column) => column.name !== each),
  );
  if (missing.length > 0) return `${path}: it has no column ${missing.join(", no column ")}.`;
  return table.primaryKey?.columns.join() === "id"
    ? `${path}: its rows are not known; run codegen with a database, as a user who may read them.`
    : `${path}: its primary key is not id.`;
}

/** Two foreign keys, a key, and at most one timestamp: its rows say nothing but that two others belong together. */
function joinTableOf(
  table: DbTable,
  byKey: ReadonlyMap<string, DbTable>,
  enums: ReadonlySet<DbTable>,
  config: NamesOfTables,
): JoinTable | undefined {
  const [first, second, ...more] = inColumnOrder(table);
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  const targets = [targetOf(first, byKey), targetOf(second, byKey)];
  const areKeyed = targets.every((target) => target?.primaryKey?.columns.length === 1);
  if (!areKeyed || targets.every((target) => enums.has(target!))) return undefined;
  return isJoin(table, first, second, config) ? { table, keys: [first, second] } : undefined;
}

function isJoin(
  table: DbTable,
  first: DbForeignKey,
  second: DbForeignKey,
  { timestampColumns: { createdAt } }: NamesOfTables,
): boolean {
  if (first.columns.length > 1 || second.columns.length > 1) return false;
  const pair = [first.columns[0]!, second.columns[0]!];
  const key = table.primaryKey?.columns ?? [];
  const isPairKey = key.length === 2 && pair.every((column) => key.includes(column));
  const isSurrogate = key.length === 1 && !pair.includes(key[0]!);
  if (pair[0] === pair[1] || !(isPairKey || isSurrogate)) return false;
  const others = table.columns.filter(({ name }) => !pair.includes(name) && !key.includes(name));
  return others.length <= 1 && others.every(({ name }) => createdAt.names.includes(name));
}

/** The foreign keys in the order of the table's columns: the first one's side is the first everywhere. */
export function inColumnOrder(table: DbTable): ReadonlyArray<DbForeignKey> {
  const position = (key: DbForeignKey): number =>
    table.columns.findIndex(({ name }) => name === key.columns[0]);
  return table.foreignKeys.toSorted((a, b) => position(a) - position(b));
}

function isEntity(table: DbTable, config: NamesOfTables, problems: Problems): boolean {
  const key = table.primaryKey?.columns ?? [];
  const reason =
    key.length === 0
      ? "it has no primary key, which an entity needs"
      : key.length > 1
        ? `its primary key has ${key.length} columns and it is no join table; an entity needs a key of one column, beside which these can be unique`
        : missingTimestamp(table, config);
  if (reason !== undefined) {
    problems.warn(`Table ${shown(table)} is not an entity: ${reason}.`);
    return false;
  }
  const type = table.columns.find(({ name }) => name === key[0])!.type;
  if (keyTypeOf(type) !== undefined) return true;
  problems.warn(`Table ${shown(table)} is not an entity: a key of type ${type} makes no ids.`);
  return false;
}

/** A subtype's table has the times of what it extends. */
function missingTimestamp(
  { columns, foreignKeys, primaryKey, kind }: DbTable,
  { timestampColumns }: NamesOfTables,
): string | undefined {
  if (isView({ kind })) return undefined;
  const key = primaryKey!.columns.join();
  if (foreignKeys.some((each) => each.columns.join() === key)) return undefined;
  const missing = Object.values(timestampColumns).find(
    ({ required, names }) => required && !columns.some(({ name }) => names.includes(name)),
  );
  return (
    missing && `it has no column ${missing.names.join(" or ")}, which timestampColumns requires`
  );
}

/** The singular of the table's name, unless the configuration has a name for the table: with its schema, else without. */
export function namesByTable(
  config: Readonly<Record<string, { readonly tableName?: string | undefined }>>,
): (table: DbTable) => string {
  const names = new Map<string, string>();
  for (const [name, { tableName }] of Object.entries(config))
    if (tableName !== undefined && !names.has(tableName)) names.set(tableName, name);
  return ({ schema, name }) =>
    names.get(`${schema}.${name}`) ?? names.get(name) ?? singularPascalOf(name);
}

function byName(tables: ReadonlyArray<NamedTable>): ReadonlyArray<NamedTable> {
  return tables.toSorted((a, b) => compareText(a.name, b.name));
}

/** Names that differ in case only would be one file on some systems. */
function checkNames({ entities, enums }: Classified, problems: Problems): void {
  const seen = new Map<string, NamedTable>();
  for (const named of [...entities, ...enums]) {
    if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(named.name))
      problems.error(
        `entities.${named.name}: ${JSON.stringify(named.name)} is not the name of a class.`,
      );
    const key = named.name.toLowerCase();
    const other = seen.get(key);
    seen.set(key, named);
    if (other === undefined) continue;
    const kind = enums.includes(named) ? "enums" : "entities";
    problems.error(
      `Tables ${shown(other.table)} and ${shown(named.table)} would both be ${named.name}; in the configuration write ` +
        `${kind}: { OtherName: { tableName: ${JSON.stringify(`${named.table.schema}.${named.table.name}`)} } }.`,
    );
  }
}
