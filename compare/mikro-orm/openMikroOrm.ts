// MikroORM in the configuration asked for.
import type { DataloaderType } from "@mikro-orm/core";
import { type EntityManager, MikroORM } from "@mikro-orm/postgresql";
import type { Orm } from "../runner/Stage.ts";
import { StatementLog } from "../runner/StatementLog.ts";
import { bothSides } from "./bothSides.ts";
import { Author, Book, Publisher } from "./entities.ts";
import { identity } from "./identity.ts";
import { logQueries } from "./logQueries.ts";
import { loopOverAuthors } from "./loopOverAuthors.ts";
import { readBeforeLoad } from "./readBeforeLoad.ts";
import { unflushedChange } from "./unflushedChange.ts";

/** MikroORM with a fork of its entity manager for each unit of work. */
export function openMikroOrm(options: {
  readonly dataloader?: DataloaderType;
}): Orm<EntityManager> {
  return {
    open: async (url) => {
      const orm = await MikroORM.init({
        clientUrl: url,
        entities: [Author, Book, Publisher],
        ...options,
      });
      // The pool connects when it is first asked for, and that is no part of a scenario.
      await orm.em.fork().execute("SELECT 1");
      const log = new StatementLog();
      const stopLogging = logQueries(log);
      return {
        newEm: () => orm.em.fork(),
        log,
        close: async () => {
          stopLogging();
          await orm.close();
        },
      };
    },
    acts: { identity, loopOverAuthors, bothSides, unflushedChange, readBeforeLoad },
    folder: new URL("./", import.meta.url),
  };
}
