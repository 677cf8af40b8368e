// A test database that is reached through a proxy which loses connections where it is told to, and checks after each test that
// nothing was left behind: no client taken from the pool, no session in a transaction.
import { PostgresDriver, SequenceIdAssigner } from "kingpost/pg";
import pg from "pg";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { type TestDatabase, useTestDatabase } from "../testDatabase.ts";
import { type MessageProxy, startMessageProxy } from "./messageProxy.ts";

export interface FaultyDatabase {
  /** The same database without the proxy. */
  readonly direct: TestDatabase;
  readonly proxy: MessageProxy;
  /** A unit of work on a pool of one connection of its own, through the proxy; the one before is over. */
  newEm(config?: pg.PoolConfig): Promise<EntityManager>;
  /** Resolves when the server has no session that came through the proxy: what it was told is done or dropped. */
  sessionsEnded(): Promise<void>;
}

const application_name = "faulty";

/** Registers the hooks; call it once per file. */
export function useFaultyDatabase(): FaultyDatabase {
  const direct = useTestDatabase();
  const url = { href: "" };
  let proxy: MessageProxy;
  let pool: pg.Pool | undefined;

  beforeAll(async () => {
    const address = new URL(direct.url);
    proxy = await startMessageProxy(Number(address.port));
    address.port = String(proxy.port);
    url.href = address.href;
  });

  /** Nothing is left behind: no client taken from the pool, no session in a transaction. */
  const endPool = async (): Promise<void> => {
    if (pool === undefined) return;
    const { totalCount, idleCount, waitingCount } = pool;
    await pool.end();
    pool = undefined;
    expect({ taken: totalCount - idleCount, waitingCount }).toEqual({ taken: 0, waitingCount: 0 });
    await sessionsEnded();
  };

  const sessionsEnded = (): Promise<void> =>
    vi.waitFor(async () => {
      const left = await direct.query(
        "SELECT state FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1",
        [application_name],
      );
      expect(left).toEqual([]);
    }, 20_000);

  afterAll(async () => {
    await endPool();
    proxy.close();
  });

  return {
    direct,
    get proxy() {
      return proxy;
    },
    newEm: async (config = {}) => {
      await endPool();
      pool = new pg.Pool({ connectionString: url.href, max: 1, application_name, ...config });
      const idAssigner = new SequenceIdAssigner({ block: 1 });
      return new EntityManager({}, new PostgresDriver(pool, { idAssigner }));
    },
    sessionsEnded,
  };
}
