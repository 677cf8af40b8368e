// `flush_database()`, which empties the tables of entities between tests. The one thing that codegen writes into a database, when it
// is told to twice: by `testing.flushFunction` and by `--write-database`.
import { Client } from "pg";
import { CodegenError } from "../errors/CodegenError.ts";

interface Table {
  readonly schema: string;
  readonly name: string;
}

/**
 * **SQL**: `CREATE OR REPLACE FUNCTION flush_database()`, whose body is one TRUNCATE of all tables, with their sequences.
 *
 * @param schema in which the function is
 * @throws CodegenError (`CONNECT`)
 */
export async function writeFlushFunction(
  url: string,
  schema: string,
  tables: ReadonlyArray<Table>,
): Promise<void> {
  const client = new Client({ connectionString: url, application_name: "kingpost-codegen" });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ readonly statement: string }>(statementOf, [
      schema,
      tables.map((table) => table.schema),
      tables.map(({ name }) => name),
    ]);
    await client.query(rows[0]!.statement);
  } catch (cause) {
    const { code = "", message } = cause as { readonly code?: string; readonly message: string };
    const place = new URL(url).pathname.slice(1);
    throw new CodegenError(
      "CONNECT",
      [
        `flush_database() cannot be made in ${place}: ${message} (${code}). Is the database there, is it migrated, and may this user create functions?`,
      ],
      { cause },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

/** Postgres itself quotes the names. */
const statementOf = `
SELECT format('CREATE OR REPLACE FUNCTION %I.flush_database() RETURNS void LANGUAGE sql AS %L', $1::text,
  coalesce('TRUNCATE ' || string_agg(format('%I.%I', schema, name), ', ' ORDER BY at) || ' RESTART IDENTITY CASCADE', 'SELECT')
) AS statement
FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS tables (schema, name, at)`;
