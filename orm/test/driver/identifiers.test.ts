// Hostile names and hostile elements, against a real server: what it reads back is what counts.
import { array, assert, asyncProperty, option, string } from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { PostgresDriver } from "../../src/driver/pg/PostgresDriver.ts";
import { ConfigError } from "../../src/errors/ConfigError.ts";
import { arrayLiteral } from "../../src/sql/arrayLiteral.ts";
import { quote, quoteQualified } from "../../src/sql/identifier.ts";
import { sql, useDatabase } from "./useDatabase.ts";

const database = useDatabase();
let driver: PostgresDriver;

beforeAll(() => {
  driver = new PostgresDriver(database.newPool());
});

/** The server takes the literal apart again. */
async function readBack(cells: Array<string | null>): Promise<void> {
  const [outcome] = await driver.execute([
    sql("SELECT * FROM unnest($1::text[]) WITH ORDINALITY", arrayLiteral(cells)),
  ]);
  expect(outcome?.result?.rows.map(([text]) => text)).toEqual(cells);
}

const hostile = [
  'a"b',
  '"; DROP TABLE x; --',
  "a'b",
  "a\\b",
  "select",
  "CamelCase",
  "with space",
  "new\nline",
  "*/ /*",
  "$1",
  "${x}",
  "`",
  "😀",
  "עברית",
  "x".repeat(63),
  "é".repeat(31),
];

describe("identifiers", () => {
  it.each(hostile)("%j is a column's name as it stands", async (name) => {
    const [outcome] = await driver.execute([
      sql(`WITH t(${quote(name)}) AS (SELECT 1) SELECT json_object_keys(row_to_json(t)) FROM t`),
    ]);
    expect(outcome?.result?.rows).toEqual([[name]]);
  });

  it("are qualified by a schema where there is one", async () => {
    await database.query('CREATE SCHEMA "my ""schema"""');
    const table = quoteQualified('my "schema"', 'my "table"');
    const outcomes = await driver.execute([
      sql(`CREATE TABLE ${table} (id int)`),
      sql(
        "SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema LIKE 'my%'",
      ),
    ]);
    expect([table, quoteQualified(undefined, "t"), outcomes[1]?.result?.rows]).toEqual([
      '"my ""schema"""."my ""table"""',
      '"t"',
      [['my "schema"', 'my "table"']],
    ]);
  });

  it.each([
    ["", '"" is no identifier: it is empty'],
    ["a\0b", '"a\\u0000b" is no identifier: it contains a NUL character'],
    ["\ud800", '"\\ud800" is no identifier: it is not well-formed Unicode'],
    ["x".repeat(64), `"${"x".repeat(64)}" is no identifier: it is longer than 63 bytes`],
    ["é".repeat(32), `"${"é".repeat(32)}" is no identifier: it is longer than 63 bytes`],
  ])("%j is refused", (name, message) => {
    expect(() => quote(name)).toThrow(new ConfigError({ reason: message }));
  });
});

describe("array literals", () => {
  it("quote each element and escape what needs it", () => {
    expect(arrayLiteral([])).toBe("{}");
    expect(arrayLiteral(["a", null, 'b"c', "\\", "", "NULL", "{1,2}", " x "])).toBe(
      '{"a",NULL,"b\\"c","\\\\","","NULL","{1,2}"," x "}',
    );
  });

  it("of any text are read back as they were", async () => {
    const cell = option(
      string({ unit: "binary" }).filter((text) => !text.includes("\0") && text.isWellFormed()),
    );
    await readBack([...hostile, null, "NULL", "null", "", "{}", '"', "\\", '\\"', ",", "\t\r\n"]);
    await assert(asyncProperty(array(cell, { maxLength: 20 }), readBack), { numRuns: 200 });
  });
});
