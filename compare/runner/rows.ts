// The rows that every scenario begins with. A database of its own for each scenario would be two hundred databases, whose files take
// longer to make and to remove than all that is done in them.
import { Client } from "pg";

interface Table {
  readonly name: string;
  /** Of its key, where it counts. */
  readonly sequence: string | null;
}

const listTables = `SELECT quote_ident(relname) AS name,
    (SELECT pg_get_serial_sequence(quote_ident(relname), 'id') FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'id') AS sequence
  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'pgmigrations' ORDER BY relname`;

/** Keeps a copy of all rows, beside the tables, so that they can be put back. */
export async function keepRows(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("CREATE SCHEMA kept");
    const { rows: tables } = await client.query<Table>(listTables);
    for (const { name } of tables) await client.query(`CREATE TABLE kept.${name} AS TABLE ${name}`);
  } finally {
    await client.end();
  }
}

/** Leaves the rows that were kept and no others; keys are counted on from there. */
export async function putRowsBack(client: Client): Promise<void> {
  const { rows: tables } = await client.query<Table>(listTables);
  const names = tables.map(({ name }) => name);
  // Checks that are deferred wait for the end of the transaction, and triggers would set what is kept anew.
  await client.query("BEGIN");
  await client.query("SET LOCAL session_replication_role = replica");
  await client.query(`TRUNCATE ${names.join(", ")}`);
  for (const name of names) await client.query(`INSERT INTO ${name} SELECT * FROM kept.${name}`);
  for (const { name, sequence } of tables)
    if (sequence !== null)
      await client.query(`SELECT setval('${sequence}', (SELECT max(id) FROM ${name}))`);
  await client.query("COMMIT");
}
