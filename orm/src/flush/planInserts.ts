// The INSERTs of a flush: parents before children, rows that supply the same columns together, rings of references broken
// where a key may be NULL for a moment. An entity whose row stands in several tables has an INSERT in each, the root's first.
import { groupBy } from "../kit/groupBy.ts";
import { targetOf } from "../relations/pointTo.ts";
import type { ColumnField, ManyToOneField } from "../schema/Field.ts";
import type { TablePart } from "../schema/TablePart.ts";
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
  const rows = new Map<EntityState, NewRow>();
  const tables = [...byPart(created)]
    .toSorted(([a], [b]) => a.meta.tableOrder - b.meta.tableOrder)
    .map(([part, states]) => planTable(part, states, rows, instants));
  return [...tables.flatMap(({ inserts }) => inserts), ...tables.flatMap(({ fixes }) => fixes)];
}

function byPart(created: ReadonlyArray<EntityState>): Map<TablePart, EntityState[]> {
  const parts = new Map<TablePart, EntityState[]>();
  for (const state of created)
    for (const part of state.meta.parts) {
      const states = parts.get(part);
      if (states === undefined) parts.set(part, [state]);
      else states.push(state);
    }
  return parts;
}

function planTable(
  part: TablePart,
  states: ReadonlyArray<EntityState>,
  rows: Map<EntityState, NewRow>,
  instants: Instants,
): TableInserts {
  const groups = [...groupBy(states, (state) => omittedColumns(state, part))];
  // Types that share a table without sharing all of its columns are inserted one after the other.
  const isSplit = groups.length > 1 || part.meta.inheritanceType === "sti";
  const late = new Map<ManyToOneField, EntityState[]>();
  const inserts = groups.map(([omitted, members]) => {
    const indexes = omitted.split(",");
    const columns = part.columns.filter(({ index }) => !indexes.includes(String(index)));
    const own = members.map((state) => newRow(state, part, isSplit, rows, late, instants));
    return insertRows(part, columns, sortByUnique(part, own));
  });
  return { inserts, fixes: [...late].map(([field, waiting]) => writeLate(part, field, waiting)) };
}

/** The indexes of the columns left to the database, as a key. */
function omittedColumns(state: EntityState, { columns }: TablePart): string {
  let omitted = "";
  for (const column of columns)
    if (column.isGenerated || (column.isFilledByDatabase && isUnset(state, column)))
      omitted += `${column.index},`;
  return omitted;
}

function isUnset(state: EntityState, column: ColumnField): boolean {
  return column.kind === "primaryKey"
    ? state.key === undefined
    : readColumn(state, column) === undefined;
}

/** The cells of one part; the first part of an entity makes its row, the others complete it. */
function newRow(
  state: EntityState,
  part: TablePart,
  isSplit: boolean,
  rows: Map<EntityState, NewRow>,
  late: Map<ManyToOneField, EntityState[]>,
  instants: Instants,
): NewRow {
  const { createdAt, updatedAt } = state.meta.timestamps;
  const row: NewRow = rows.get(state) ?? { state, cells: [] };
  if (row.cells.length === 0 && state.meta.parts.length > 1) rows.set(state, row);
  for (const column of part.columns) {
    const { index } = column;
    if (column.kind === "m2o" && isInsertedLater(state, column, part, isSplit)) {
      row.cells[index] = null;
      const waiting = late.get(column);
      if (waiting === undefined) late.set(column, [state]);
      else waiting.push(state);
    } else if (column === createdAt || column === updatedAt)
      row.cells[index] = instantOf(state, column, instants);
    else row.cells[index] = cellOf(state, column);
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
function isInsertedLater(
  state: EntityState,
  column: ManyToOneField,
  part: TablePart,
  isSplit: boolean,
): boolean {
  if (column.notNull) return false;
  const target = targetOf(state, column);
  if (typeof target !== "object" || !target.isNew) return false;
  const [own, other] = [part.meta.tableOrder, column.otherMeta.tableOrder];
  return other > own || (isSplit && other === own);
}

/** Writers that insert the same unique values in the same order wait for each other, but never in a circle. */
function sortByUnique({ uniques }: TablePart, rows: NewRow[]): NewRow[] {
  const [unique] = uniques;
  if (unique === undefined) return rows;
  const keys = new Map(
    rows.map((row) => [row, unique.fields.map(({ index }) => row.cells[index] ?? "").join("\0")]),
  );
  return rows.toSorted((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1));
}
