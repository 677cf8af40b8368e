// TypeORM with a data source of its own settings.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { DataSource, type EntityManager } from "typeorm";
import { type ClientClass, logQueries } from "../runner/logQueries.ts";
import type { Orm } from "../runner/Stage.ts";
import { StatementLog } from "../runner/StatementLog.ts";
import { entities } from "./entities.ts";

export const typeorm: Orm<EntityManager> = {
  open: async (url) => {
    const source = new DataSource({ type: "postgres", url, entities });
    await source.initialize();
    // The pool connects when it is first asked for, and that is no part of a scenario.
    await source.query("SELECT 1");
    const log = new StatementLog();
    const driver = createRequire(fileURLToPath(import.meta.resolve("typeorm")));
    const stopLogging = logQueries((driver("pg") as { readonly Client: ClientClass }).Client, log);
    return {
      newEm: () => source.manager,
      log,
      close: async () => {
        stopLogging();
        await source.destroy();
      },
    };
  },
};
