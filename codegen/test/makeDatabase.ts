// A database of its own, on a server that is given.
import { randomBytes } from "node:crypto";
import { Client } from "pg";

export interface FreshDatabase extends AsyncDisposable {
  readonly url: string;
  /** What the database answers to SQL. */
  query(sql: string): Promise<ReadonlyArray<Record<string, unknown>>>;
}

/**
 * Made with `sql`, and dropped at the end of the block that declares it with `await using`.
 *
 * @param sql in parts where it is long: a transaction with 1,000 tables needs more locks than a server has
 */
export async function makeDatabase(
  adminUrl: string,
  sql: ReadonlyArray<string>,
): Promise<FreshDatabase> {
  const name = `codegen_${randomBytes(6).toString("hex")}`;
  await send(adminUrl, [`CREATE DATABASE ${name}`]);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const database: FreshDatabase = {
    url: url.href,
    query: (text) => send(url.href, [text]),
    [Symbol.asyncDispose]: async () => {
      await send(adminUrl, [`DROP DATABASE ${name} WITH (FORCE)`]);
    },
  };
  try {
    await send(url.href, sql);
  } catch (error) {
    await database[Symbol.asyncDispose]();
    throw error;
  }
  return database;
}

/** What the last one answers. */
async function send(
  url: string,
  parts: ReadonlyArray<string>,
): Promise<ReadonlyArray<Record<string, unknown>>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let answer: ReadonlyArray<Record<string, unknown>> = [];
    for (const part of parts) answer = (await client.query<Record<string, unknown>>(part)).rows;
    return answer;
  } finally {
    await client.end();
  }
}
