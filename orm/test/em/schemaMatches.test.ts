// Whether a database is the one that the code was generated for.
import { createDomain } from "kingpost";
import { SchemaDriftError } from "kingpost/errors";
import { assertSchemaMatches, PostgresDriver } from "kingpost/pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { domain } from "../schema/entities/codegen/domain.ts";
import { schema } from "../schema/entities/codegen/schema.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** The differences on a database that was changed, within a transaction that is taken back. */
let pool: pg.Pool;
beforeAll(() => {
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
});
afterAll(() => pool.end());

async function differencesAfter(...changes: ReadonlyArray<string>): Promise<ReadonlyArray<string>> {
  await pool.query("BEGIN");
  try {
    for (const change of changes) await pool.query(change);
    await assertSchemaMatches(domain, {
      execute: () => Promise.reject(new Error("Only one transaction is sent.")),
      transact: async (statements) => {
        const results = [];
        for (const { text, values } of statements) {
          const { rows } = await pool.query({ text, values: [...values], rowMode: "array" });
          results.push({ rows, rowCount: rows.length, command: "SELECT" });
        }
        return results;
      },
    });
    return [];
  } catch (error) {
    if (error instanceof SchemaDriftError) return error.differences;
    throw error;
  } finally {
    await pool.query("ROLLBACK");
  }
}

describe("assertSchemaMatches", () => {
  it("R-SNAP-4 and R-SCHEMA-21: the database that the code was generated for passes, by the one catalog query in one round trip", async () => {
    const sent = await database.recorded(() => assertSchemaMatches(domain, database.driver));
    expect(sent.map(({ operation }) => operation)).toMatchInlineSnapshot(`
      [
        "settings for the catalog",
        "read the catalog",
      ]
    `);
    expect(await database.roundTrips(() => assertSchemaMatches(domain, database.driver))).toBe(1);
  });

  it("R-SNAP-4: what the code does not rely on may differ", async () => {
    expect(
      await differencesAfter(
        "CREATE TABLE further (id int PRIMARY KEY, name text NOT NULL)",
        "ALTER TABLE authors ADD COLUMN note text, ADD COLUMN rank int NOT NULL DEFAULT 1",
        "CREATE INDEX authors_note ON authors (note)",
        "COMMENT ON TABLE authors IS 'People who write.'",
      ),
    ).toEqual([]);
  });

  it("R-SNAP-4: differences that matter are told in words, all at once", async () => {
    expect(
      await differencesAfter(
        "ALTER TABLE authors DROP COLUMN last_name",
        "ALTER TABLE authors ALTER COLUMN age TYPE text",
        "ALTER TABLE authors ALTER COLUMN first_name DROP NOT NULL",
        "ALTER TABLE books ALTER COLUMN title TYPE varchar(50)",
        "ALTER TABLE books ADD COLUMN shelf text NOT NULL",
        "ALTER TABLE tags RENAME TO labels_of_books",
      ),
    ).toMatchInlineSnapshot(`
      [
        "public.authors.first_name may be NULL, the code has it NOT NULL (Author.firstName)",
        "public.authors has no column last_name (Author.lastName)",
        "public.authors.age is text, the code has integer (Author.age)",
        "public.books.title is character varying, the code has text (Book.title)",
        "there is no table public.tags (Tag)",
        "public.books.shelf is NOT NULL without a default, and the code does not know it",
      ]
    `);
  });

  it("R-SNAP-4: a unique index that is missing, or that no longer covers all rows, is told", async () => {
    const entity = Object.entries(schema.entities).find(
      ([, { uniques, tableName }]) => uniques.length > 0 && tableName !== "authors",
    );
    const [name, { tableName, uniques }] = entity!;
    const [dropped] = await differencesAfter(
      `ALTER TABLE ${tableName} DROP CONSTRAINT IF EXISTS ${uniques[0]!.name}`,
      `DROP INDEX IF EXISTS ${uniques[0]!.name}`,
    );
    expect(dropped).toMatch(
      new RegExp(`^public\\.${tableName} has no unique index on .* \\(${name}\\)$`),
    );
  });

  it("R-ENUM-6 and R-SNAP-4: rows of an enum's table and values of an enum's type are compared", async () => {
    expect(
      await differencesAfter(
        "INSERT INTO color (id, code, name) VALUES (77, 'GREY', 'Grey')",
        "UPDATE color SET code = 'ROUGE' WHERE code = 'RED'",
        "UPDATE color SET id = 99 WHERE code = 'BLUE'",
      ),
    ).toMatchInlineSnapshot(`
      [
        "public.color has no row RED (the enum Color)",
        "public.color has BLUE as row 99, the code as 3 (the enum Color)",
        "public.color has a row ROUGE that the code does not know (the enum Color)",
        "public.color has a row GREY that the code does not know (the enum Color)",
      ]
    `);
  });

  it("R-SNAP-4: a domain is compared by what its own schema says", async () => {
    const author = schema.entities["Author"]!;
    const other = createDomain({
      schema: {
        ...schema,
        entities: { Writer: { ...author, tableName: "writers", fields: {}, uniques: [] } },
        enums: {},
      },
      entities: () => ({}),
    });
    await expect(assertSchemaMatches(other, new PostgresDriver(pool))).rejects.toThrow(
      new SchemaDriftError({ differences: ["there is no table public.writers (Writer)"] }),
    );
  });
});
