// The rows of a database as INSERT statements: what migrations wrote into it, when nothing else did.
import { escapeIdentifier } from "pg";
import type { Client } from "pg";

/** How many rows one statement inserts. */
const size = 500;

/** INSERT statements for all tables, without semicolons, and where each sequence stands. */
export async function readRows(
  client: Client,
  ignored: ReadonlyArray<string>,
): Promise<ReadonlyArray<string>> {
  const statements: Array<string> = [];
  for (const { place, columns } of await tablesOf(client, ignored)) {
    if (columns.length === 0) continue;
    const list = columns.map((column) => escapeIdentifier(column)).join(", ");
    const cells = columns
      .map((column) => `quote_nullable(${escapeIdentifier(column)}::text)`)
      .join(" || ', ' || ");
    const { rows } = await client.query<{ row: string }>(
      `SELECT '(' || ${cells} || ')' AS row FROM ONLY ${place} ORDER BY ctid`,
    );
    for (let at = 0; at < rows.length; at += size)
      statements.push(
        `INSERT INTO ${place} (${list}) OVERRIDING SYSTEM VALUE VALUES\n  ${rows
          .slice(at, at + size)
          .map(({ row }) => row)
          .join(",\n  ")}`,
      );
  }
  return [...statements, ...(await sequencesOf(client, ignored))];
}

async function tablesOf(
  client: Client,
  ignored: ReadonlyArray<string>,
): Promise<ReadonlyArray<{ place: string; columns: ReadonlyArray<string> }>> {
  const { rows } = await client.query<{ place: string; columns: ReadonlyArray<string> }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS place, ARRAY(
       SELECT a.attname::text FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT (n.nspname || '.' || c.relname = ANY ($1))
       AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
     ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`,
    [ignored],
  );
  return rows;
}

async function sequencesOf(
  client: Client,
  ignored: ReadonlyArray<string>,
): Promise<ReadonlyArray<string>> {
  const { rows } = await client.query<{ sql: string }>(
    `SELECT format('SELECT pg_catalog.setval(%L, %s)', format('%I.%I', schemaname, sequencename), last_value) AS sql
     FROM pg_sequences s WHERE last_value IS NOT NULL AND NOT EXISTS (
       SELECT FROM pg_depend d JOIN pg_class o ON o.oid = d.refobjid JOIN pg_namespace n ON n.oid = o.relnamespace
       WHERE d.classid = 'pg_class'::regclass AND d.objid = format('%I.%I', schemaname, sequencename)::regclass AND d.deptype IN ('a', 'i')
         AND n.nspname || '.' || o.relname = ANY ($1))
     ORDER BY schemaname COLLATE "C", sequencename COLLATE "C"`,
    [ignored],
  );
  return rows.map(({ sql }) => sql);
}
