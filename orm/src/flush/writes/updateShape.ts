// What UPDATEs of one table and one set of columns have in common, whatever rows they write: their text above all. It is made once for each
// set, since making it costs more than to bind and read what one row has.
import type { Codec } from "../../schema/Codec.ts";
import type { ColumnField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import { quote } from "../../sql/identifier.ts";
import { element, elementType } from "./cells.ts";
import { type GivenColumn, givenRows } from "./givenRows.ts";
import { selectUnlessStale } from "./staleRows.ts";
import { standIn } from "./standIn.ts";

export interface UpdateShape {
  readonly text: string;
  readonly operation: string;
  /** How the plan calls it, without the number of rows. */
  readonly title: string;
  /** What comes back behind the key, in this order. */
  readonly returned: ReadonlyArray<ColumnField>;
  /** The version, where it is what tells whether a row is as it was read. */
  readonly countedUp: ColumnField | undefined;
}

/** Of one table. An application that changes each set of many columns has more sets than are worth keeping. */
const maxShapes = 200;

const shapes = new WeakMap<TablePart, Map<string, UpdateShape>>();

/** @param isOne whether it writes one row; @param waiting those of the columns of which some rows have no value yet */
export function updateShape(
  part: TablePart,
  columns: ReadonlyArray<ColumnField>,
  isOne: boolean,
  waiting: ReadonlyArray<ColumnField>,
): UpdateShape {
  if (waiting.length > 0) return newShape(part, columns, isOne, waiting);
  let ofPart = shapes.get(part);
  if (ofPart === undefined) shapes.set(part, (ofPart = new Map()));
  // Names may have any sign in them, places are numbers.
  const key = `${isOne ? "one" : "many"} ${columns.map(({ index }) => index).join()}`;
  const known = ofPart.get(key);
  if (known !== undefined) return known;
  const shape = newShape(part, columns, isOne, waiting);
  if (ofPart.size < maxShapes) ofPart.set(key, shape);
  return shape;
}

function newShape(
  part: TablePart,
  columns: ReadonlyArray<ColumnField>,
  isOne: boolean,
  waiting: ReadonlyArray<ColumnField>,
): UpdateShape {
  const token = part.tokenField;
  const { meta, versionField, updatedAt, keyField } = part;
  const given: GivenColumn[] = [
    [keyField.codec.type, "id"],
    ...(token ? [[elementType(token), "token"] as const] : []),
    ...columns.map((column, at) => [elementType(column), `c${at}`] as const),
  ];
  const returned = readBack(part, columns);
  const names = columns.map(({ column }) => column).join(",");
  const assignments = [
    ...columns.map((column, at) => `${quote(column.column)} = ${valueOf(column, at, waiting)}`),
    ...(versionField
      ? [`${quote(versionField.column)} = t.${quote(versionField.column)} + 1`]
      : []),
    ...(updatedAt ? [laterThan(updatedAt, given.length + 1)] : []),
  ];
  const countedUp = token === versionField ? versionField : undefined;
  const isKnown = returned.every((column) => column === countedUp || column === updatedAt);
  const expectedVersion = isKnown && countedUp ? ["given.token + 1 AS expected"] : [];
  return {
    title: `update ${meta.tableName}${names === "" ? "" : `.${names}`}`,
    text: [
      `WITH given AS (${givenRows(given, 1, isOne)}),`,
      `written AS (UPDATE ${meta.table} AS t SET ${assignments.join(", ")} FROM given`,
      `WHERE ${isGiven(part, token, 1, isOne)}`,
      `RETURNING ${[`t.${quote(keyField.column)} AS id`, ...returned.map(({ column }) => `t.${quote(column)}`), ...expectedVersion].join(", ")})`,
      selectUnlessStale(part, isKnown ? isUnexpected(part, given.length + 1) : "true"),
    ].join(" "),
    operation: `update ${meta.tableName}`,
    returned,
    countedUp,
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

/** Rows that wait for a value have NULL in their list: where that cannot stand, something else does. */
function valueOf(column: ColumnField, at: number, waiting: ReadonlyArray<ColumnField>): string {
  const given = element(`given.c${at}`, column);
  const isWaited = column.notNull && waiting.includes(column);
  return isWaited ? `coalesce(${given}, ${standIn(column, quote(column.column))})` : given;
}

/** The row is one of those given, by a condition on its own column that an index serves, and still as it was read. */
export function isGiven(
  { keyField }: TablePart,
  token: ColumnField | undefined,
  keys: number,
  isOne: boolean,
): string {
  const id = `t.${quote(keyField.column)}`;
  const isSame = token ? ` AND t.${quote(token.column)} = given.token` : "";
  const { type } = keyField.codec;
  const isAmong = isOne ? `= $${keys}::${type}` : `= ANY($${keys}::${type}[])`;
  return `${id} ${isAmong} AND ${id} = given.id${isSame}`;
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
