// A database of its own for one test, with the schema that the test is about.
import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";

export interface FreshDatabase extends AsyncDisposable {
  readonly url: string;
  /** What the database answers to SQL. */
  query(sql: string): Promise<ReadonlyArray<Record<string, unknown>>>;
}

/** Made with `sql`, and dropped at the end of the block that declares it with `await using`. */
export async function freshDatabase(sql: string): Promise<FreshDatabase> {
  const adminUrl = inject("adminUrl");
  const name = `codegen_${randomBytes(6).toString("hex")}`;
  await send(adminUrl, `CREATE DATABASE ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const database: FreshDatabase = {
    url: url.href,
    query: (text) => send(url.href, text),
    [Symbol.asyncDispose]: async () => {
      await send(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
  try {
    await database.query(sql);
  } catch (error) {
    await database[Symbol.asyncDispose]();
    throw error;
  }
  return database;
}

async function send(url: string, sql: string): Promise<ReadonlyArray<Record<string, unknown>>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}
