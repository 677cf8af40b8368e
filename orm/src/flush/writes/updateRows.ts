// Rows of one table in which the same columns changed: one UPDATE that writes exactly those columns. The row's version goes
// up, and its `updated_at` never repeats, so that a row that was read before can always be told from the one written now.
import type { Result } from "../../driver/Driver.ts";
import type { ColumnField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import { type EntityState, unread } from "../../session/EntityState.ts";
import { quote } from "../../sql/identifier.ts";
import type { Cell } from "../../sql/Statement.ts";
import type { LateColumns } from "../planTakeovers.ts";
import type { Write } from "../Write.ts";
import { cellOf, element, listOf, listType } from "./cells.ts";
import { selectUnlessStale, tokenColumn } from "./staleRows.ts";

export function updateRows(
  part: TablePart,
  columns: ReadonlyArray<ColumnField>,
  states: ReadonlyArray<EntityState>,
  now: string,
  late: LateColumns,
): Write {
  const token = tokenColumn(part);
  const { meta, versionField, updatedAt, keyField } = part;
  const cells = columns.map((column) =>
    states.map((state) => (late.get(state)?.has(column) ? null : cellOf(state, column))),
  );
  const lists: Array<readonly [type: string, name: string, cells: ReadonlyArray<Cell>]> = [
    [`${keyField.codec.type}[]`, "id", states.map(({ key }) => key!)],
    ...(token
      ? [[listType(token), "token", states.map(({ row }) => row![token.index]!)] as const]
      : []),
    ...columns.map((column, at) => [listType(column), `c${at}`, cells[at]!] as const),
  ];
  const returned = readBack(part, columns);
  const names = columns.map(({ column }) => column).join(",");
  const assignments = [
    ...columns.map((column, at) => `${quote(column.column)} = ${element(`given.c${at}`, column)}`),
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
        `WHERE ${isGiven(part, token)}`,
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

/** The row is one of those given, by a condition on its own column that an index serves, and still as it was read. */
export function isGiven({ keyField }: TablePart, token: ColumnField | undefined): string {
  const id = `t.${quote(keyField.column)}`;
  const isSame = token ? ` AND t.${quote(token.column)} = given.token` : "";
  return `${id} = ANY($1::${keyField.codec.type}[]) AND ${id} = given.id${isSame}`;
}

/** Two updates within the clock's grain still differ. */
function laterThan({ column, codec }: ColumnField, parameter: number): string {
  const name = quote(column);
  return `${name} = greatest($${parameter}::${codec.type}, t.${name} + interval '1 microsecond')`;
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
      (column.isGenerated && column.kind !== "lazy") ||
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
  const byKey = new Map(result.rows.map(([key, ...rest]) => [key, rest]));
  for (const [place, state] of states.entries()) {
    const row: Array<Cell | undefined> = [...state.row!];
    for (const [at, { index }] of columns.entries()) row[index] = cells[at]![place]!;
    const extra = byKey.get(state.key);
    for (const [at, { index }] of returned.entries()) {
      row[index] = extra?.[at] ?? null;
      if (state.values !== undefined) state.values[index] = unread;
    }
    // What the database made of the row anew is not what was loaded.
    for (const { index, isGenerated } of state.meta.lazyColumns)
      if (isGenerated) {
        row[index] = undefined;
        if (state.values !== undefined) state.values[index] = unread;
      }
    state.row = row as Cell[];
  }
}
