// Keeps the rows that a writing item changes, so that they can be put back exactly as they were.
import type { Client } from "pg";

/** Copies tables beside themselves, once per database, before anything was changed. */
export async function keepOriginals(
  database: Client,
  tables: ReadonlyArray<string>,
): Promise<void> {
  await database.query("CREATE SCHEMA IF NOT EXISTS original");
  for (const table of tables) {
    const { rowCount } = await database.query(
      "SELECT to_regclass($1) AS t WHERE to_regclass($1) IS NOT NULL",
      [`original.${table}`],
    );
    if (rowCount !== 0) continue;
    await database.query(`CREATE TABLE original.${table} AS TABLE public.${table}`);
    await database.query(`ALTER TABLE original.${table} ADD PRIMARY KEY (id)`);
    await database.query(`ANALYZE original.${table}`);
  }
}

/** Gives the rows that differ the values that they had; what was added or removed is another matter. */
export async function restoreRows(
  database: Client,
  table: string,
  columns: ReadonlyArray<string>,
): Promise<void> {
  const all = [...columns, "updated_at"];
  await database.query(
    `UPDATE ${table} t SET ${all.map((column) => `${column} = o.${column}`).join(", ")}
     FROM original.${table} o WHERE o.id = t.id AND o.updated_at IS DISTINCT FROM t.updated_at`,
  );
}

/** A row counts as written when its time is not older than the work, give or take a day between two clocks. */
export function writtenSince(startedAt: Date): Date {
  return new Date(startedAt.getTime() - 86_400_000);
}
