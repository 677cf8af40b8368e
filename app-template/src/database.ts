// The connections to the database: one pool and one driver per process, shared by the entity managers of all requests.
import { PostgresDriver } from "kingpost/pg";
import { Pool } from "pg";
import { AppError } from "./AppError.ts";
import type { Settings } from "./settings.ts";

export interface Database {
  readonly pool: Pool;
  readonly driver: PostgresDriver;
  /** Ends all connections; may be called again. */
  close(): Promise<void>;
}

export function openDatabase({
  databaseUrl,
  poolSize,
  statementTimeout,
}: Pick<Settings, "databaseUrl" | "poolSize" | "statementTimeout">): Database {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementTimeout,
  });
  return {
    pool,
    driver: new PostgresDriver(pool),
    close: async () => {
      if (!pool.ending) await pool.end();
    },
  };
}

/**
 * Asks the database for a sign of life, so that a wrong address is a clear sentence at the start and not an error per request.
 * @throws AppError `DATABASE_UNREACHABLE`
 */
export async function checkDatabase({ pool }: Database): Promise<void> {
  try {
    await pool.query("SELECT 1");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new AppError(
      "DATABASE_UNREACHABLE",
      `DATABASE_URL does not lead to a database: ${reason}. Check it, or unset it to use the embedded one.`,
      { cause },
    );
  }
}
