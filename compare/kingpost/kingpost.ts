// Kingpost with a fresh entity manager for each unit of work.
import { PostgresDriver } from "kingpost/pg";
import { Pool } from "pg";
import type { Orm } from "../runner/Stage.ts";
import { StatementLog } from "../runner/StatementLog.ts";
import { EntityManager } from "./entities/codegen/domain.ts";

export const kingpost: Orm<EntityManager> = {
  open: async (url) => {
    const pool = new Pool({ connectionString: url });
    // The pool connects when it is first asked for, and that is no part of a scenario.
    await pool.query("SELECT 1");
    const driver = new PostgresDriver(pool);
    const log = new StatementLog();
    driver.events.on("query", ({ sql, rowCount }) => {
      log.add(sql);
      log.addRows(rowCount);
    });
    for (const border of ["begin", "commit", "rollback"] as const)
      driver.events.on(border, () => log.add(border));
    return { newEm: () => new EntityManager({}, driver), log, close: () => pool.end() };
  },
};
