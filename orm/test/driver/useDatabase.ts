// An empty database for one test file, with the pools that the file opens on it.
import { Client, Pool, type PoolConfig } from "pg";
import { afterAll, afterEach, beforeAll, expect, inject, vi } from "vitest";
import type { Cell, Statement } from "../../src/sql/Statement.ts";

export interface EmptyDatabase {
  readonly url: string;
  readonly port: number;
  /** A pool that is ended with the file. */
  newPool(config?: PoolConfig): Pool;
  /** What another session sees. */
  query(sql: string): Promise<Array<Record<string, unknown>>>;
}

/** Registers the hooks that make and drop the database; call it once per file. */
export function useDatabase(): EmptyDatabase {
  const name = `kp_driver_${process.pid}_${process.env["VITEST_POOL_ID"] ?? "0"}_${Date.now()}`;
  const pools: Pool[] = [];
  const url = new URL(inject("adminUrl"));
  url.pathname = `/${name}`;
  let other: Pool;

  beforeAll(async () => {
    await administer(`CREATE DATABASE "${name}"`);
    other = new Pool({ connectionString: url.href, max: 2 });
    // The database is dropped while the last session may still be on its way out.
    other.on("error", () => {});
  });

  // Whatever a test did, no client may be left taken, and no session in a transaction.
  afterEach(async () => {
    // The server needs a moment to see that a connection was closed.
    await vi.waitFor(async () => {
      const { rows } = await other.query<{ state: string }>(
        `SELECT state FROM pg_stat_activity WHERE datname = '${name}' AND state LIKE 'idle in transaction%'`,
      );
      expect(rows).toEqual([]);
    }, 20_000);
    const states = pools.map(({ totalCount, idleCount, waitingCount }) => ({
      taken: totalCount - idleCount,
      waitingCount,
    }));
    expect(states).toEqual(pools.map(() => ({ taken: 0, waitingCount: 0 })));
  });

  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await other.end();
    await administer(`DROP DATABASE "${name}" WITH (FORCE)`);
  });

  return {
    url: url.href,
    port: Number(url.port),
    newPool: (config) => {
      const pool = new Pool({ connectionString: url.href, max: 4, ...config });
      pools.push(pool);
      return pool;
    },
    query: async (text) => {
      const { rows } = await other.query<Record<string, unknown>>(text);
      return rows;
    },
  };
}

async function administer(text: string): Promise<void> {
  const client = new Client({ connectionString: inject("adminUrl") });
  await client.connect();
  await client.query(text);
  await client.end();
}

/** A statement as the ORM makes them. */
export function sql(text: string, ...values: ReadonlyArray<Cell>): Statement {
  return { text, values, operation: "test" };
}

/** The error that `work` rejects with. */
export async function rejection(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new TypeError("It was expected to reject, and resolved");
}
