// New rows of one table that supply the same columns: one INSERT from one bound array per column.
import type { Result } from "../../driver/Driver.ts";
import type { ColumnField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import { type EntityState, unread } from "../../session/EntityState.ts";
import { quote } from "../../sql/identifier.ts";
import type { Cell } from "../../sql/Statement.ts";
import type { Write } from "../Write.ts";
import { element, listOf, listType } from "./cells.ts";

export interface NewRow {
  readonly state: EntityState;
  /** By column index; columns that the database fills are NULL here. */
  readonly cells: Cell[];
}

/**
 * `columns` are those supplied; the others are the database's to fill, and are read back. So is what Postgres may spell
 * otherwise than it was given, and a time that tells whether a row is still the one that was written: a trigger may have set
 * another.
 */
export function insertRows(
  part: TablePart,
  columns: ReadonlyArray<ColumnField>,
  rows: ReadonlyArray<NewRow>,
): Write {
  const { meta, keyField } = part;
  const time = part.versionField === undefined ? part.updatedAt : undefined;
  const filled = part.columns.filter(
    (column) => !columns.includes(column) || column === time || column.codec.isRespelled === true,
  );
  const names = columns.map(({ column }) => quote(column)).join(", ");
  const lists = columns.map((column, at) => `$${at + 1}::${listType(column)}`).join(", ");
  const given = columns.map((_, at) => `c${at}`);
  const selected = columns.map((column, at) => element(`c${at}`, column)).join(", ");
  const overriding = meta.isIdentityAlways ? " OVERRIDING SYSTEM VALUE" : "";
  const returning = [keyField, ...filled].map(({ column }) => quote(column)).join(", ");
  return {
    title: `insert ${meta.tableName} ×${rows.length}`,
    statement: {
      text: `INSERT INTO ${meta.table} (${names})${overriding} SELECT ${selected} FROM unnest(${lists}) AS given(${given.join(", ")})${filled.length === 0 ? "" : ` RETURNING ${returning}`}`,
      values: columns.map(({ index }) => listOf(rows.map(({ cells }) => cells[index]!))),
      operation: `insert ${meta.tableName}`,
    },
    meta,
    states: rows.map(({ state }) => state),
    settle: (result) => settleInserted(filled, rows, result),
  };
}

function settleInserted(
  filled: ReadonlyArray<ColumnField>,
  rows: ReadonlyArray<NewRow>,
  result: Result,
): void {
  const returned = new Map(result.rows.map(([key, ...cells]) => [key, cells]));
  for (const { state, cells } of rows) {
    const extra = returned.get(state.key);
    for (const [at, { index }] of filled.entries()) {
      cells[index] = extra?.[at] ?? null;
      // What was read as unset before the database filled it is read anew.
      if (state.values !== undefined) state.values[index] = unread;
    }
    state.row = cells;
  }
}
