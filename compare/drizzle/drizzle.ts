// Drizzle over a pool of `pg`.
import { drizzle as connect, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Client, Pool } from "pg";
import { logQueries } from "../runner/logQueries.ts";
import type { Orm } from "../runner/Stage.ts";
import { StatementLog } from "../runner/StatementLog.ts";
import { concurrentLoads } from "./concurrentLoads.ts";
import { findsAtOnce } from "./findsAtOnce.ts";
import { loopOverAuthors } from "./loopOverAuthors.ts";
import { manyToOneLoop } from "./manyToOneLoop.ts";
import { manyWrites } from "./manyWrites.ts";
import { pageWithBooks } from "./pageWithBooks.ts";
import { schema } from "./schema.ts";
import { twoCollections } from "./twoCollections.ts";

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
  acts: {
    loopOverAuthors,
    manyToOneLoop,
    concurrentLoads,
    findsAtOnce,
    twoCollections,
    pageWithBooks,
    manyWrites,
  },
  folder: new URL("./", import.meta.url),
};
