// A value that stands in a column for a moment, where NULL may not: within one transaction rows swap unique values that are
// checked at once, and one has to let go before the other can take. It fits the column whatever its length is, and it is as good
// as certain that no row has it. A CHECK of the column's may refuse it, and then the flush fails as it would without.
import type { ColumnField } from "../../schema/Field.ts";

type Expression = (column: string) => string;

const random = "random()";

/** As long as the text that stands there, of characters that nobody writes. */
const text: Expression = (column) =>
  `(SELECT string_agg(chr(44032 + floor(${random} * 11000)::integer), '') FROM generate_series(1, greatest(length(${column}), 1)))`;

const negative =
  (type: string, range: string): Expression =>
  () =>
    `(-1 - floor(${random} * ${range}))::${type}`;

const expressions: ReadonlyMap<string, Expression> = new Map<string, Expression>([
  ["smallint", negative("smallint", "32767")],
  ["integer", negative("integer", "2147483647")],
  ["bigint", negative("bigint", "9007199254740991")],
  // No longer than what stands there.
  ["numeric", (column) => `(-abs(${column}) * ${random}::numeric)`],
  ["uuid", () => "gen_random_uuid()"],
  ["date", () => `(date '4713-01-01 BC' + floor(${random} * 1000000)::integer)`],
  [
    "timestamp without time zone",
    () => `(timestamp '4713-01-01 BC' + ${random} * interval '1000 years')`,
  ],
  [
    "timestamp with time zone",
    () => `(timestamptz '4713-01-01 BC' + ${random} * interval '1000 years')`,
  ],
  ["timestamptz", () => `(timestamptz '4713-01-01 BC' + ${random} * interval '1000 years')`],
  ["text", text],
  ["character varying", text],
  ["bpchar", text],
  ["character", text],
  ["public.citext", text],
  ["citext", text],
]);

/** A key of another row can be made up where it is checked at the end of the transaction only. */
export function canStandIn(column: ColumnField): boolean {
  const { kind, codec } = column;
  const isFree = kind === "primitive" || (kind === "m2o" && column.isDeferred);
  return isFree && expressions.has((codec.base ?? codec).type);
}

/** The SQL of such a value for the column of the table aliased `t`. */
export function standIn({ codec }: ColumnField, quotedColumn: string): string {
  const expression = expressions.get((codec.base ?? codec).type)!;
  return expression(`t.${quotedColumn}`);
}
