// Cells that travel within JSON are the cells that the server would send by themselves.
import { Interval, Range } from "kingpost";
import { expect, it } from "vitest";
import { exactText } from "../../src/sql/exactText.ts";
import { quote } from "../../src/sql/identifier.ts";
import { domain } from "../schema/entities/codegen/domain.ts";
import { List } from "../schema/entities/List.ts";
import { Scalar } from "../schema/entities/Scalar.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

const full = {
  Boolean: true,
  Bigint: 9_007_199_254_740_993n,
  Real: 0.1,
  Double: 0.1 + 0.2,
  Numeric: "12345678901234567890.50",
  Money: "$1.50",
  Text: 'a "b" \\ é',
  Char: "ab",
  Date: new Date("0044-03-15T00:00:00Z"),
  Timestamp: new Date("2024-02-03T04:05:06.789Z"),
  Timestamptz: new Date("2024-02-03T04:05:06.789Z"),
  Interval: new Interval({ months: 1, days: -1 }),
  Json: { a: 1 },
  Jsonb: [1, "x"],
  Bytea: Uint8Array.of(0, 255),
  Inet: "10.0.0.1",
  Cidr: "10.0.0.0/8",
  Numrange: new Range({ lower: "1.50" }),
  Tstzrange: new Range({ lower: new Date(0) }),
  Hstore: { a: null },
  Bit: "101",
  Xml: "<a/>",
  Pair: '(1,"a b")',
};

it.each([
  ["a", Scalar, (value: unknown) => value],
  ["some", List, (value: unknown) => [value, null]],
] as const)(
  "R-TYPE-4 nothing is lost when columns %s… travel within JSON",
  async (prefix, type, of) => {
    const em = database.newEm();
    const values = Object.entries(full).map(([name, value]) => [`${prefix}${name}`, of(value)]);
    em.create(type as typeof Scalar, Object.fromEntries(values) as object);
    em.create(type as typeof Scalar, {});
    await em.flush();
    const { columns, table } = domain.getMetadata<Scalar | List>(type);
    const names = columns.map(({ column }) => `t.${quote(column)}`);
    const texts = columns.map(({ column, codec }) => exactText(`t.${quote(column)}`, codec.type));
    const [plain, json] = await database.driver.execute(
      [
        `SELECT ${names.join(", ")} FROM ${table} AS t ORDER BY id`,
        `SELECT json_build_array(${texts.join(", ")}) FROM ${table} AS t ORDER BY id`,
      ].map((text) => ({ text, values: [], operation: "read" })),
    );
    const read = json!.result!.rows.map(([cell]) => JSON.parse(cell!) as unknown);
    expect(read).toEqual(plain!.result!.rows);
  },
);
