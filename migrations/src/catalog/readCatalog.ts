// The schema of a live database, by the one catalog query that code generation and the check at start use too.
import { catalogStatements, type DbSchema, toDbSchema } from "kingpost/catalog";
import type { Client } from "pg";

/**
 * Reads the catalog.
 *
 * **SQL**: `BEGIN READ ONLY`, one SELECT from `pg_catalog`, `COMMIT`.
 */
export async function readCatalog(
  client: Client,
  schemas: ReadonlyArray<string>,
  ignoredTables: ReadonlyArray<string>,
): Promise<DbSchema> {
  let cell = "";
  await client.query("BEGIN READ ONLY");
  try {
    for (const { text, values } of catalogStatements(schemas)) {
      const query = { text, values: [...values], rowMode: "array" as const };
      const { rows } = await client.query<[string]>(query);
      cell = rows[0]?.[0] ?? "";
    }
  } finally {
    await client.query("COMMIT");
  }
  return toDbSchema(cell, ignoredTables);
}
