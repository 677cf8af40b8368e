// MikroORM in the configuration asked for.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { DataloaderType, LoadStrategy } from "@mikro-orm/core";
import { type EntityManager, MikroORM } from "@mikro-orm/postgresql";
import { type ClientClass, logQueries } from "../runner/logQueries.ts";
import type { Orm } from "../runner/Stage.ts";
import { StatementLog } from "../runner/StatementLog.ts";
import { entities } from "./entities.ts";

/** MikroORM with a fork of its entity manager for each unit of work. */
export function openMikroOrm(options: {
  readonly dataloader?: DataloaderType;
  readonly loadStrategy?: LoadStrategy;
}): Orm<EntityManager> {
  return {
    open: async (url) => {
      const orm = await MikroORM.init({
        clientUrl: url,
        entities,
        ...options,
      });
      // The pool connects when it is first asked for, and that is no part of a scenario.
      await orm.em.fork().execute("SELECT 1");
      const log = new StatementLog();
      const driver = createRequire(fileURLToPath(import.meta.resolve("@mikro-orm/postgresql")));
      const stopLogging = logQueries(
        (driver("pg") as { readonly Client: ClientClass }).Client,
        log,
      );
      return {
        newEm: () => orm.em.fork(),
        log,
        close: async () => {
          stopLogging();
          await orm.close();
        },
      };
    },
  };
}
