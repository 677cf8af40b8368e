// A database of its own for a test file: a clone of the migrated template, emptied before each test.
import { resolve } from "node:path";
import { createTestDatabases, createTestTemplate } from "@kingpost/migrations/server";
import type { Statement } from "kingpost";
import { PostgresDriver, RecordingDriver, SequenceIdAssigner } from "kingpost/pg";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, inject } from "vitest";
import { domain, EntityManager } from "./schema/entities/codegen/domain.ts";

export interface TestDatabase {
  /** For processes of their own. */
  readonly url: string;
  /** Records every statement, so that tests can assert whole SQL. */
  readonly driver: RecordingDriver;
  /** A unit of work on this database. */
  newEm(): EntityManager;
  /** What `work` sent: the statements' texts in order. */
  statements(work: () => Promise<unknown>): Promise<string[]>;
  /** What `work` sent, with the values bound. */
  recorded(work: () => Promise<unknown>): Promise<ReadonlyArray<Statement>>;
  /** In how many round trips `work` sent its statements. */
  roundTrips(work: () => Promise<unknown>): Promise<number>;
  /** Rows as another session sees them. */
  query(sql: string, values?: ReadonlyArray<unknown>): Promise<Array<Record<string, unknown>>>;
}

/** Registers the hooks that make and drop the database; call it once per file. */
export function useTestDatabase(): TestDatabase {
  let pool: pg.Pool;
  let other: pg.Pool;
  let driver: RecordingDriver;
  let tables: string;
  let url: string;

  beforeAll(async () => {
    const adminUrl = inject("adminUrl");
    const dir = resolve(import.meta.dirname, "schema/migrations");
    const template = await createTestTemplate({ adminUrl, name: "kingpost_orm", dir });
    const prefix = `orm_test_${process.env["VITEST_POOL_ID"] ?? "0"}`;
    const [database] = await createTestDatabases({ adminUrl, template, count: 1, prefix });
    url = database!.url;
    pool = new pg.Pool({ connectionString: url, max: 4 });
    other = new pg.Pool({ connectionString: database!.url, max: 2 });
    const idAssigner = new SequenceIdAssigner({ block: 1 });
    driver = new RecordingDriver(new PostgresDriver(pool, { idAssigner }));
    tables = [...new Set(domain.metadata.map(({ table }) => table))].join(", ");
  });

  beforeEach(async () => {
    await other.query(`TRUNCATE ${tables} RESTART IDENTITY CASCADE`);
    driver.clear();
  });

  afterAll(async () => {
    await pool.end();
    await other.end();
  });

  const recorded = async (work: () => Promise<unknown>): Promise<ReadonlyArray<Statement>> => {
    driver.clear();
    await work();
    return [...driver.statements];
  };
  return {
    get url() {
      return url;
    },
    get driver() {
      return driver;
    },
    newEm: () => new EntityManager({}, driver),
    recorded,
    statements: async (work) => (await recorded(work)).map(({ text }) => text),
    roundTrips: async (work) => {
      driver.clear();
      await work();
      return driver.roundTrips;
    },
    query: async (sql, values = []) => {
      const { rows } = await other.query<Record<string, unknown>>(sql, [...values]);
      return rows;
    },
  };
}
