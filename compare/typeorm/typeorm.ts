// TypeORM with a data source of its own settings.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { DataSource, type EntityManager } from "typeorm";
import { type ClientClass, logQueries } from "../runner/logQueries.ts";
import type { Orm } from "../runner/Stage.ts";
import { StatementLog } from "../runner/StatementLog.ts";
import { concurrentLoads } from "./concurrentLoads.ts";
import { entities } from "./entities.ts";
import { findsAtOnce } from "./findsAtOnce.ts";
import { loopOverAuthors } from "./loopOverAuthors.ts";
import { manyToOneLoop } from "./manyToOneLoop.ts";
import { manyWrites } from "./manyWrites.ts";
import { pageWithBooks } from "./pageWithBooks.ts";
import { twoCollections } from "./twoCollections.ts";

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
