// Inserts rows, or sets them where they are, by one statement for all that give the same fields, without making entities of them.
import { CheckFailure } from "../../driver/CheckFailure.ts";
import { AbstractEntityError } from "../../errors/AbstractEntityError.ts";
import { InvalidEntityTypeError } from "../../errors/InvalidEntityTypeError.ts";
import { InvalidFilterError } from "../../errors/InvalidFilterError.ts";
import { element, listOf, listType } from "../../flush/writes/cells.ts";
import { grainOf } from "../../flush/writes/updateShape.ts";
import { groupBy } from "../../kit/groupBy.ts";
import { parseTargets } from "../../query/parseFind.ts";
import type { EntityMeta } from "../../schema/EntityMeta.ts";
import type { ColumnField } from "../../schema/Field.ts";
import { idOfKey } from "../../schema/keys.ts";
import { withScopes } from "../../scopes/withScopes.ts";
import { entityKey } from "../../session/entityKey.ts";
import { quote } from "../../sql/identifier.ts";
import type { Table } from "../../sql/nodes.ts";
import { isNothing, printBound, printCondition } from "../../sql/print.ts";
import type { Cell, Statement } from "../../sql/Statement.ts";
import type { IdType } from "../../types/Id.ts";
import type { UnitOfWork } from "../UnitOfWork.ts";
import { withPlugins } from "../withPlugins.ts";
import { conflictKeys, sortByKeys } from "./conflictKeys.ts";
import { newKeys } from "./newKeys.ts";
import { upsertEntities } from "./upsertEntities.ts";
import { idsOfParts, otherTypeKind, upsertParts } from "./upsertParts.ts";
import { updatedColumns, type UpsertRow, upsertRow } from "./UpsertRow.ts";
import { type BulkSettings, checkMode, refreshKeys } from "./writeTargets.ts";

export interface UpsertAllSettings extends Pick<
  BulkSettings,
  "batchSize" | "hooks" | "refresh" | "transaction"
> {
  readonly onConflict: ReadonlyArray<string>;
  readonly update?: "all" | "none" | ReadonlyArray<string> | undefined;
  readonly where?: unknown;
}

export interface UpsertAllAnswer {
  readonly inserted: number;
  readonly updated: number;
  readonly ids: ReadonlyArray<IdType>;
}

/** What all statements of one call have in common. */
interface Upsert {
  readonly meta: EntityMeta;
  readonly keys: ReadonlyArray<ColumnField>;
  readonly condition: Condition;
}

/** Which rows that are there are set: by the alias of the table, the text, and the values bound first. */
interface Condition {
  readonly alias: string;
  readonly text: string | undefined;
  readonly values: ReadonlyArray<Cell>;
}

export async function upsertAll(
  unit: UnitOfWork,
  meta: EntityMeta,
  given: ReadonlyArray<object>,
  settings: UpsertAllSettings,
): Promise<UpsertAllAnswer> {
  checkMode(unit, meta);
  const keys = conflictKeys(meta, settings.onConflict);
  if (settings.hooks !== true) checkType(meta, keys);
  else if (meta.isAbstract) throw new AbstractEntityError({ type: meta.type });
  const update = settings.update ?? "all";
  const condition = conditionOf(unit, meta, settings.where);
  const now = new Date();
  const rows = sortByKeys(
    meta,
    given.map((row, place) => upsertRow(meta, row, place, now, settings.hooks !== true)),
    keys,
  );
  // Refuses names that are none before anything is sent.
  for (const row of rows.slice(0, 1)) void updatedColumns(meta, row, keys, update);
  if (rows.length === 0) return { inserted: 0, updated: 0, ids: [] };
  if (settings.hooks === true) return upsertEntities(unit, meta, given, { ...settings, update });
  await giveKeys(unit, meta, rows);
  const upsert = { meta, keys, condition };
  const isInParts = meta.parts.length > 1;
  const inserts = [...groupBy(rows, shapeOf)].map(([, group]) => {
    const updated = updatedColumns(meta, group[0]!, keys, update);
    if (!isInParts) return insertStatement(upsert, group, updated);
    return upsertParts(meta, keys, group, updated, rootAssignments(meta, keys, updated));
  });
  const ofRows = isInParts ? idsOfParts(meta, keys, rows) : idsStatement(upsert, rows);
  const statements = [...inserts, ofRows];
  const results = await unit.loader
    .runAlone(() => unit.session.executor.transact(statements, { needsBlock: false }))
    .catch((error: unknown) => throwOtherType(meta, error));
  unit.loader.forgetFinds();
  const written = results.slice(0, -1).flatMap((result) => result.rows);
  const inserted = written.filter(([isInserted]) => isInserted === "t").length;
  const found = results.at(-1)!.rows.map(([key]) => key!);
  if (settings.refresh !== false) await refreshKeys(unit, meta, new Set(found));
  const ids = found.map((key) => idOfKey(meta, key));
  return { inserted, updated: written.length - inserted, ids };
}

/** @throws InvalidFilterError (`INVALID_FILTER`), AbstractEntityError (`ABSTRACT`) */
function checkType(meta: EntityMeta, keys: ReadonlyArray<ColumnField>): void {
  if (meta.isAbstract) throw new AbstractEntityError({ type: meta.type });
  const [root] = meta.parts;
  if (meta.parts.length === 1 || keys.every((column) => root!.columns.includes(column))) return;
  throw new InvalidFilterError({
    type: meta.type,
    path: "onConflict",
    reason: `names what stands in another table than ${root!.meta.tableName}, where a row is looked for: use hooks: true`,
  });
}

/** The root's row is set also where only rows below it are: it keeps the version and the time. `undefined` where nothing is set. */
function rootAssignments(
  meta: EntityMeta,
  keys: ReadonlyArray<ColumnField>,
  updated: ReadonlyArray<ColumnField>,
): string | undefined {
  if (updated.length === 0) return undefined;
  const [root] = meta.parts;
  const own = updated.filter((column) => root!.columns.includes(column));
  const set = assignments(meta, own, "t");
  return set === "" ? `${quote(keys[0]!.column)} = excluded.${quote(keys[0]!.column)}` : set;
}

/** @throws InvalidEntityTypeError (`WRONG_TYPE`) for a row that is there and of another type, and anything else as it is */
function throwOtherType(meta: EntityMeta, error: unknown): never {
  if (!(error instanceof CheckFailure) || error.kind !== otherTypeKind) throw error;
  const entity = `${meta.rootType.type}:${error.payload}`;
  throw new InvalidEntityTypeError({ entity, type: "of another type", expected: meta.type });
}

/** Only what can be asked of the row that is there, without joining others to it. */
function conditionOf({ session }: UnitOfWork, meta: EntityMeta, given: unknown): Condition {
  const { where } = withScopes(meta, given, {});
  const args = withPlugins(session, meta, "bulk", { where, softDeletes: "include" });
  const { select, values } = parseTargets(meta, args, entityKey);
  // The tables of one row are joined whether anything is asked or not.
  if (meta.parts.length > 1 && (select.where === undefined || isNothing(select.where)))
    return { alias: "t", text: undefined, values: [] };
  if (select.source.joins.length > 0)
    throw new InvalidFilterError({
      type: meta.type,
      path: "where",
      reason: `asks for what other rows hold: it takes fields of ${meta.type} itself`,
    });
  const isAsked = select.where !== undefined && !isNothing(select.where);
  const text = isAsked ? printCondition(select.where, printBound) : undefined;
  return { alias: (select.source.from as Table).alias, text, values };
}

async function giveKeys(unit: UnitOfWork, meta: EntityMeta, rows: UpsertRow[]): Promise<void> {
  const without = rows.filter(({ cells }) => !cells.has(meta.idField));
  if (without.length === 0) return;
  const keys = await newKeys(unit, meta, without.length);
  if (keys !== undefined)
    for (const [at, { cells }] of without.entries()) cells.set(meta.idField, keys[at]!);
}

/** Rows that give the same fields, and leave the same ones to the database, are one statement. */
function shapeOf({ given, cells }: UpsertRow): string {
  return `${indexesOf(given)} ${indexesOf(cells.keys())}`;
}

function indexesOf(columns: Iterable<ColumnField>): string {
  return [...columns]
    .map(({ index }) => index)
    .toSorted((a, b) => a - b)
    .join(",");
}

function insertStatement(
  { meta, keys, condition }: Upsert,
  rows: ReadonlyArray<UpsertRow>,
  updated: ReadonlyArray<ColumnField>,
): Statement {
  const { alias, text } = condition;
  const isSet = updated.length > 0;
  const values = isSet ? condition.values : [];
  const columns = meta.allColumns.filter((column) => rows[0]!.cells.has(column));
  const names = columns.map(({ column }) => quote(column)).join(", ");
  const first = values.length + 1;
  const lists = columns.map((column, at) => `$${first + at}::${listType(column)}`).join(", ");
  const given = columns.map((_, at) => `c${at}`).join(", ");
  const selected = columns.map((column, at) => element(`c${at}`, column)).join(", ");
  const overriding = meta.isIdentityAlways ? " OVERRIDING SYSTEM VALUE" : "";
  const target = keys.map(({ column }) => quote(column)).join(", ");
  const action = isSet
    ? `UPDATE SET ${assignments(meta, updated, alias)}${text === undefined ? "" : ` WHERE ${text}`}`
    : "NOTHING";
  return {
    // A row that was set has been locked by this transaction, which `xmax` says; one that was made has not.
    text: `INSERT INTO ${meta.table} AS ${alias} (${names})${overriding} SELECT ${selected} FROM unnest(${lists}) AS given(${given}) ON CONFLICT (${target}) DO ${action} RETURNING (${alias}.xmax = 0)`,
    values: [
      ...values,
      ...columns.map((column) => listOf(rows.map(({ cells }) => cells.get(column) ?? null))),
    ],
    operation: `bulk ${meta.type}`,
  };
}

function assignments(
  { versionField, timestamps: { updatedAt } }: EntityMeta,
  updated: ReadonlyArray<ColumnField>,
  alias: string,
): string {
  const set = updated.map(({ column }) => `${quote(column)} = excluded.${quote(column)}`);
  if (versionField !== undefined) {
    const version = quote(versionField.column);
    set.push(`${version} = ${alias}.${version} + 1`);
  }
  if (updatedAt !== undefined) {
    const time = quote(updatedAt.column);
    const later = `${alias}.${time} + interval '${grainOf(updatedAt.codec)}'`;
    set.push(`${time} = greatest(excluded.${time}, ${later})`);
  }
  return set.join(", ");
}

/** The keys that the rows have now, in the order in which they were given. */
function idsStatement({ meta, keys }: Upsert, rows: ReadonlyArray<UpsertRow>): Statement {
  const inOrder = rows.toSorted((a, b) => a.place - b.place);
  const lists = keys.map((column, at) => `$${at + 1}::${listType(column)}`).join(", ");
  const names = keys.map((_, at) => `c${at}`).join(", ");
  const isSame = keys.map(
    (column, at) => `t.${quote(column.column)} = ${element(`given.c${at}`, column)}`,
  );
  return {
    text: `SELECT t.${quote(meta.idField.column)} FROM unnest(${lists}) WITH ORDINALITY AS given(${names}, place) JOIN ${meta.table} AS t ON ${isSame.join(" AND ")} ORDER BY given.place`,
    values: keys.map((column) => listOf(inOrder.map(({ cells }) => cells.get(column)!))),
    operation: `bulk ${meta.type}`,
  };
}
