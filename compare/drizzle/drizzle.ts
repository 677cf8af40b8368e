// Drizzle over a pool of `pg`.
import { drizzle as connect, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Client, Pool } from "pg";
import { logQueries } from "../runner/logQueries.ts";
import type { Orm } from "../runner/Stage.ts";
import { StatementLog } from "../runner/StatementLog.ts";
import { schema } from "./schema.ts";

export type Database = NodePgDatabase<typeof schema>;

export const drizzle: Orm<Database> = {
  open: async (url) => {
    const pool = new Pool({ connectionString: url });
    // The pool connects when it is first asked for, and that is no part of a scenario.
    await pool.query("SELECT 1");
    const log = new StatementLog();
    const stopLogging = logQueries(Client, log);
    const db = connect(pool, { schema });
    return {
      newEm: () => db,
      log,
      close: async () => {
        stopLogging();
        await pool.end();
      },
    };
  },
};
