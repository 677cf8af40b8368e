// Drizzle over a pool of `pg` with the pool's own settings.
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool } from "pg";
import type { Workbench } from "../Contestant.ts";
import * as schema from "./schema.ts";

export type Database = NodePgDatabase<typeof schema>;

/** `prepare` makes what is made once per process: prepared queries. */
export async function openDatabase<P>(
  url: string,
  prepare: (db: Database) => P,
  run: (db: Database, prepared: P) => ReturnType<Workbench["run"]>,
): Promise<Workbench> {
  const pool = new Pool({ connectionString: url });
  await pool.query("SELECT 1");
  const db = drizzle(pool, { schema });
  const prepared = prepare(db);
  return {
    run: () => run(db, prepared),
    close: () => pool.end(),
  };
}

/** For work without prepared queries. */
export function nothing(): void {}
