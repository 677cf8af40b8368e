// Kingpost for one work item: a driver on a pool, and a fresh entity manager for each piece of work.
import { PostgresDriver, type PostgresDriverOpts } from "kingpost/pg";
import { Pool } from "pg";
import type { Workbench } from "../Contestant.ts";
import { EntityManager } from "./entities/codegen/domain.ts";

/** A workbench that works in a fresh unit of work each time, as a request does. */
export async function openDriver(
  url: string,
  run: (em: EntityManager) => ReturnType<Workbench["run"]>,
  options: PostgresDriverOpts = {},
): Promise<Workbench> {
  const pool = new Pool({ connectionString: url });
  const driver = new PostgresDriver(pool, options);
  // The pool connects when it is first asked for.
  await pool.query("SELECT 1");
  return {
    run: () => run(new EntityManager({}, { driver, entityLimit: 1_000_000 })),
    close: () => pool.end(),
  };
}
