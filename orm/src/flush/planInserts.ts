// The INSERTs of a flush: parents before children, rows that supply the same columns together, rings of references broken
// where a key may be NULL for a moment.
import { groupBy } from "../kit/groupBy.ts";
import { targetOf } from "../relations/pointTo.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { ColumnField, ManyToOneField } from "../schema/Field.ts";
import type { EntityState } from "../session/EntityState.ts";
import { readColumn } from "../session/fieldAccess.ts";
import type { Cell } from "../sql/Statement.ts";
import type { Write } from "./Write.ts";
import { cellOf } from "./writes/cells.ts";
import { insertRows, type NewRow } from "./writes/insertRows.ts";
import { writeLate } from "./writes/writeLate.ts";

/** Texts of instants: the entities of a flush were made within a few milliseconds, and printing a date is slow. */
type Instants = Map<number, string>;

interface TableInserts {
  readonly inserts: Write[];
  readonly fixes: Write[];
}

export function planInserts(created: ReadonlyArray<EntityState>): Write[] {
  const instants: Instants = new Map();
  const tables = [...groupBy(created, ({ meta }) => meta)]
    .toSorted(([a], [b]) => a.tableOrder - b.tableOrder)
    .map(([meta, states]) => planTable(meta, states, instants));
  return [...tables.flatMap(({ inserts }) => inserts), ...tables.flatMap(({ fixes }) => fixes)];
}

function planTable(
  meta: EntityMeta,
  states: ReadonlyArray<EntityState>,
  instants: Instants,
): TableInserts {
  const groups = [...groupBy(states, omittedColumns)];
  const late = new Map<ManyToOneField, EntityState[]>();
  const inserts = groups.map(([omitted, members]) => {
    const indexes = omitted.split(",");
    const columns = meta.allColumns.filter(({ index }) => !indexes.includes(String(index)));
    const rows = members.map((state) => newRow(state, groups.length > 1, late, instants));
    return insertRows(meta, columns, sortByUnique(meta, rows));
  });
  return { inserts, fixes: [...late].map(([field, rows]) => writeLate(meta, field, rows)) };
}

/** The indexes of the columns left to the database, as a key. */
function omittedColumns(state: EntityState): string {
  let omitted = "";
  for (const column of state.meta.allColumns)
    if (column.isGenerated || (column.isFilledByDatabase && isUnset(state, column)))
      omitted += `${column.index},`;
  return omitted;
}

function isUnset(state: EntityState, column: ColumnField): boolean {
  return column.kind === "primaryKey"
    ? state.key === undefined
    : readColumn(state, column) === undefined;
}

function newRow(
  state: EntityState,
  isSplit: boolean,
  late: Map<ManyToOneField, EntityState[]>,
  instants: Instants,
): NewRow {
  const { createdAt, updatedAt } = state.meta.timestamps;
  const row: NewRow = { state, cells: [] };
  for (const column of state.meta.allColumns) {
    if (column.kind === "m2o" && isInsertedLater(state, column, isSplit)) {
      row.cells[column.index] = null;
      const rows = late.get(column);
      if (rows === undefined) late.set(column, [state]);
      else rows.push(state);
    } else if (column === createdAt || column === updatedAt) {
      row.cells[column.index] = instantOf(state, column, instants);
    } else row.cells[column.index] = cellOf(state, column);
  }
  return row;
}

function instantOf(state: EntityState, column: ColumnField, instants: Instants): Cell {
  const value = readColumn(state, column);
  if (!(value instanceof Date)) return cellOf(state, column);
  const time = value.getTime();
  const known = instants.get(time);
  if (known !== undefined) return known;
  const text = column.codec.encode(value);
  instants.set(time, text);
  return text;
}

/** One INSERT may hold both ends of a reference to its own table; several may not. A required key cannot wait. */
function isInsertedLater(state: EntityState, column: ManyToOneField, isSplit: boolean): boolean {
  if (column.notNull) return false;
  const target = targetOf(state, column);
  if (typeof target !== "object" || !target.isNew) return false;
  const { tableOrder } = state.meta;
  return target.meta.tableOrder > tableOrder || (isSplit && target.meta.tableOrder === tableOrder);
}

/** Writers that insert the same unique values in the same order wait for each other, but never in a circle. */
function sortByUnique({ uniques }: EntityMeta, rows: NewRow[]): NewRow[] {
  const [unique] = uniques;
  if (unique === undefined) return rows;
  const keys = new Map(
    rows.map((row) => [row, unique.fields.map(({ index }) => row.cells[index] ?? "").join("\0")]),
  );
  return rows.toSorted((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1));
}
