// Rows of one table in which the same columns changed: one UPDATE that writes exactly those columns. The row's version goes
// up, and its `updated_at` never repeats, so that a row that was read before can always be told from the one written now.
import { Answer } from "../../driver/Answer.ts";
import type { Rows } from "../../driver/Rows.ts";
import type { ColumnField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import { type EntityState, unread } from "../../session/EntityState.ts";
import { readKeys } from "../../session/readKeys.ts";
import { type WrittenColumn, WrittenRows } from "../../session/WrittenRows.ts";
import type { Cell } from "../../sql/Statement.ts";
import type { LateColumns } from "../planTakeovers.ts";
import type { Write } from "../Write.ts";
import { cellOf } from "./cells.ts";
import { boundCells } from "./givenRows.ts";
import { expectedToken } from "./staleRows.ts";
import { updateShape } from "./updateShape.ts";

export function updateRows(
  part: TablePart,
  columns: ReadonlyArray<ColumnField>,
  states: ReadonlyArray<EntityState>,
  now: string,
  late: LateColumns,
): Write {
  const token = part.tokenField;
  const { meta, updatedAt } = part;
  const cells = columns.map((column) =>
    late.size === 0
      ? states.map((state) => cellOf(state, column))
      : states.map((state) => (late.get(state)?.has(column) ? null : cellOf(state, column))),
  );
  const tokens = token && states.map((state) => expectedToken(state, token));
  const waiting =
    late.size === 0
      ? noColumns
      : columns.filter((column) => states.some((state) => late.get(state)?.has(column)));
  const { text, operation, title, returned, countedUp } = updateShape(
    part,
    columns,
    states.length === 1,
    waiting,
  );
  const values = [boundCells(states.map(({ key }) => key!))];
  if (tokens !== undefined) values.push(boundCells(tokens));
  for (const column of cells) values.push(boundCells(column));
  if (updatedAt !== undefined) values.push(now);
  return {
    title: `${title} ×${states.length}`,
    statement: { text, values, operation, writes: states.length },
    meta,
    states,
    settle: (result) => {
      const known = new Map<ColumnField, WrittenColumn>();
      if (countedUp !== undefined) known.set(countedUp, tokens!.map(nextVersion));
      if (updatedAt !== undefined) known.set(updatedAt, now);
      for (const [at, column] of columns.entries()) known.set(column, cells[at]!);
      settleUpdated(part, known, returned, states, Answer.rowsOf(result));
    },
  };
}

const noColumns: ReadonlyArray<ColumnField> = [];

function nextVersion(token: Cell): Cell {
  return token === null ? null : String(BigInt(token) + 1n);
}

/** @param written the cells of the columns that are known; an answer tells better */
function settleUpdated(
  { meta }: TablePart,
  written: ReadonlyMap<ColumnField, WrittenColumn>,
  returned: ReadonlyArray<ColumnField>,
  states: ReadonlyArray<EntityState>,
  answer: Rows,
): void {
  const cells: Array<WrittenColumn | undefined> = [];
  for (const [{ index }, column] of written) cells[index] = column;
  const places = new Map(readKeys(answer, meta, 0).map((key, at) => [key, at]));
  places.delete(undefined);
  for (const [at, column] of returned.entries()) {
    const own = written.get(column);
    const isTold = places.size === states.length;
    if (places.size === 0 && own !== undefined) continue;
    const told = answer.column(at + 1);
    cells[column.index] = states.map(({ mapKey }, place) => {
      const found = places.get(mapKey);
      if (found !== undefined) return told[found]!;
      return isTold || own === undefined ? null : cellIn(own, place);
    });
  }
  const { lazyColumns } = states[0]!.meta;
  // What the database made of the row anew is not what was loaded.
  const forgotten = lazyColumns.filter(({ isReadBack }) => isReadBack);
  const rows = new WrittenRows(
    cells,
    states.map((state) => state.rowBefore()),
  );
  for (const [place, state] of states.entries()) {
    const { values } = state;
    if (values !== undefined) for (const { index } of returned) values[index] = unread;
    state.setWritten(rows, place);
    for (const { index } of forgotten) forgetCell(state, index);
  }
}

function cellIn(column: WrittenColumn, place: number): Cell {
  return typeof column === "object" && column !== null ? column[place]! : column;
}

function forgetCell(state: EntityState, index: number): void {
  const row: Array<Cell | undefined> = [...state.row!];
  row[index] = undefined;
  state.row = row as Cell[];
  if (state.values !== undefined) state.values[index] = unread;
}
