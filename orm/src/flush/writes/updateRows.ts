// Rows of one table in which the same columns changed: one UPDATE that writes exactly those columns. The row's version goes
// up, and its `updated_at` never repeats, so that a row that was read before can always be told from the one written now.
import { Answer } from "../../driver/Answer.ts";
import type { Rows } from "../../driver/Rows.ts";
import type { Codec } from "../../schema/Codec.ts";
import type { ColumnField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import { type EntityState, unread } from "../../session/EntityState.ts";
import { readKeys } from "../../session/readKeys.ts";
import { type WrittenColumn, WrittenRows } from "../../session/WrittenRows.ts";
import { quote } from "../../sql/identifier.ts";
import type { Cell } from "../../sql/Statement.ts";
import type { LateColumns } from "../planTakeovers.ts";
import type { Write } from "../Write.ts";
import { cellOf, element, listOf, listType } from "./cells.ts";
import { expectedToken, selectUnlessStale } from "./staleRows.ts";
import { standIn } from "./standIn.ts";

export function updateRows(
  part: TablePart,
  columns: ReadonlyArray<ColumnField>,
  states: ReadonlyArray<EntityState>,
  now: string,
  late: LateColumns,
): Write {
  const token = part.tokenField;
  const { meta, versionField, updatedAt, keyField } = part;
  const cells = columns.map((column) =>
    late.size === 0
      ? states.map((state) => cellOf(state, column))
      : states.map((state) => (late.get(state)?.has(column) ? null : cellOf(state, column))),
  );
  const tokens = token && states.map((state) => expectedToken(state, token));
  const lists: Array<readonly [type: string, name: string, cells: ReadonlyArray<Cell>]> = [
    [`${keyField.codec.type}[]`, "id", states.map(({ key }) => key!)],
    ...(token ? [[listType(token), "token", tokens!] as const] : []),
    ...columns.map((column, at) => [listType(column), `c${at}`, cells[at]!] as const),
  ];
  const returned = readBack(part, columns);
  const names = columns.map(({ column }) => column).join(",");
  const assignments = [
    ...columns.map(
      (column, at) => `${quote(column.column)} = ${valueOf(column, at, states, late)}`,
    ),
    ...(versionField
      ? [`${quote(versionField.column)} = t.${quote(versionField.column)} + 1`]
      : []),
    ...(updatedAt ? [laterThan(updatedAt, lists.length + 1)] : []),
  ];
  const countedUp = token === versionField ? versionField : undefined;
  const isKnown = returned.every((column) => column === countedUp || column === updatedAt);
  const expectedVersion = isKnown && countedUp ? ["given.token + 1 AS expected"] : [];
  const known: ReadonlyMap<ColumnField, WrittenColumn> = new Map<ColumnField, WrittenColumn>([
    ...(countedUp ? [[countedUp, tokens!.map(nextVersion)] as const] : []),
    ...(updatedAt ? [[updatedAt, now] as const] : []),
  ]);
  return {
    title: `update ${meta.tableName}${names === "" ? "" : `.${names}`} ×${states.length}`,
    statement: {
      text: [
        `WITH given AS (SELECT * FROM unnest(${lists.map(([type], at) => `$${at + 1}::${type}`).join(", ")}) AS given(${lists.map(([, name]) => name).join(", ")})),`,
        `written AS (UPDATE ${meta.table} AS t SET ${assignments.join(", ")} FROM given`,
        `WHERE ${isGiven(part, token, 1)}`,
        `RETURNING ${[`t.${quote(keyField.column)} AS id`, ...returned.map(({ column }) => `t.${quote(column)}`), ...expectedVersion].join(", ")})`,
        selectUnlessStale(part, isKnown ? isUnexpected(part, lists.length + 1) : "true"),
      ].join(" "),
      values: [...lists.map(([, , list]) => listOf(list)), ...(updatedAt ? [now] : [])],
      operation: `update ${meta.tableName}`,
      writes: states.length,
    },
    meta,
    states,
    settle: (result) =>
      settleUpdated(
        part,
        new Map([...known, ...columns.map((column, at) => [column, cells[at]!] as const)]),
        returned,
        states,
        Answer.rowsOf(result),
      ),
  };
}

/** What most rows have is known beforehand: only those come back that have something else, of which triggers have set it. */
function isUnexpected({ versionField, updatedAt }: TablePart, now: number): string {
  const conditions = [
    ...(versionField ? [`written.${quote(versionField.column)} <> written.expected`] : []),
    ...(updatedAt
      ? [`written.${quote(updatedAt.column)} IS DISTINCT FROM $${now}::${updatedAt.codec.type}`]
      : []),
  ];
  return conditions.length === 0 ? "false" : conditions.join(" OR ");
}

function nextVersion(token: Cell): Cell {
  return token === null ? null : String(BigInt(token) + 1n);
}

/** Rows that wait for a value have NULL in their list: where that cannot stand, something else does. */
function valueOf(
  column: ColumnField,
  at: number,
  states: ReadonlyArray<EntityState>,
  late: LateColumns,
): string {
  const given = element(`given.c${at}`, column);
  const waits =
    late.size > 0 && column.notNull && states.some((state) => late.get(state)?.has(column));
  return waits ? `coalesce(${given}, ${standIn(column, quote(column.column))})` : given;
}

/** The row is one of those given, by a condition on its own column that an index serves, and still as it was read. */
export function isGiven(
  { keyField }: TablePart,
  token: ColumnField | undefined,
  keys: number,
): string {
  const id = `t.${quote(keyField.column)}`;
  const isSame = token ? ` AND t.${quote(token.column)} = given.token` : "";
  return `${id} = ANY($${keys}::${keyField.codec.type}[]) AND ${id} = given.id${isSame}`;
}

/** Two updates within the clock's grain still differ, and so they do once they are rounded to the digits that the column has. */
export function laterThan({ column, codec }: ColumnField, parameter: number): string {
  const name = quote(column);
  return `${name} = greatest($${parameter}::${codec.type}, t.${name} + interval '${grainOf(codec)}')`;
}

export function grainOf({ secondDigits = 6 }: Codec): string {
  if (secondDigits >= 6) return "1 microsecond";
  return secondDigits === 0 ? "1 second" : `${(10 ** -secondDigits).toFixed(secondDigits)} seconds`;
}

/** What the database decides in an UPDATE, and what it may spell otherwise than it was given. */
function readBack(
  { columns, versionField, updatedAt }: TablePart,
  written: ReadonlyArray<ColumnField>,
): ColumnField[] {
  return columns.filter(
    (column) =>
      column === versionField ||
      column === updatedAt ||
      (column.isReadBack && column.kind !== "lazy") ||
      (column.codec.isRespelled === true && written.includes(column)),
  );
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
