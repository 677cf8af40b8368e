// Rows of one table in which the same columns changed: one UPDATE that writes exactly those columns. The row's version goes
// up, and its `updated_at` never repeats, so that a row that was read before can always be told from the one written now.
import type { Result } from "../../driver/Driver.ts";
import type { Codec } from "../../schema/Codec.ts";
import type { ColumnField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import { type EntityState, unread } from "../../session/EntityState.ts";
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
    states.map((state) => (late.get(state)?.has(column) ? null : cellOf(state, column))),
  );
  const lists: Array<readonly [type: string, name: string, cells: ReadonlyArray<Cell>]> = [
    [`${keyField.codec.type}[]`, "id", states.map(({ key }) => key!)],
    ...(token
      ? [[listType(token), "token", states.map((state) => expectedToken(state, token))] as const]
      : []),
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
  return {
    title: `update ${meta.tableName}${names === "" ? "" : `.${names}`} ×${states.length}`,
    statement: {
      text: [
        `WITH given AS (SELECT * FROM unnest(${lists.map(([type], at) => `$${at + 1}::${type}`).join(", ")}) AS given(${lists.map(([, name]) => name).join(", ")})),`,
        `written AS (UPDATE ${meta.table} AS t SET ${assignments.join(", ")} FROM given`,
        `WHERE ${isGiven(part, token, 1)}`,
        `RETURNING ${[`t.${quote(keyField.column)} AS id`, ...returned.map(({ column }) => `t.${quote(column)}`)].join(", ")})`,
        selectUnlessStale(part),
      ].join(" "),
      values: [...lists.map(([, , list]) => listOf(list)), ...(updatedAt ? [now] : [])],
      operation: `update ${meta.tableName}`,
    },
    meta,
    states,
    settle: (result) => settleUpdated(columns, cells, returned, states, result),
  };
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

function settleUpdated(
  columns: ReadonlyArray<ColumnField>,
  cells: ReadonlyArray<ReadonlyArray<Cell>>,
  returned: ReadonlyArray<ColumnField>,
  states: ReadonlyArray<EntityState>,
  result: Result,
): void {
  const byKey = new Map(result.rows.map((row) => [row[0], row]));
  for (const [place, state] of states.entries()) {
    const row: Array<Cell | undefined> = [...state.row!];
    for (const [at, { index }] of columns.entries()) row[index] = cells[at]![place]!;
    const extra = byKey.get(state.key);
    for (const [at, { index }] of returned.entries()) {
      row[index] = extra?.[at + 1] ?? null;
      if (state.values !== undefined) state.values[index] = unread;
    }
    // What the database made of the row anew is not what was loaded.
    for (const { index, isReadBack } of state.meta.lazyColumns)
      if (isReadBack) {
        row[index] = undefined;
        if (state.values !== undefined) state.values[index] = unread;
      }
    state.row = row as Cell[];
  }
}
