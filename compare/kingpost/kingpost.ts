// Kingpost with a fresh entity manager for each unit of work.
import { PostgresDriver } from "kingpost/pg";
import { Pool } from "pg";
import type { Orm } from "../runner/Stage.ts";
import { StatementLog } from "../runner/StatementLog.ts";
import { bothSides } from "./bothSides.ts";
import { EntityManager } from "./entities/codegen/domain.ts";
import { identity } from "./identity.ts";
import { loopOverAuthors } from "./loopOverAuthors.ts";
import { readBeforeLoad } from "./readBeforeLoad.ts";
import { unflushedChange } from "./unflushedChange.ts";

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
  acts: { identity, loopOverAuthors, bothSides, unflushedChange, readBeforeLoad },
  folder: new URL("./", import.meta.url),
};
