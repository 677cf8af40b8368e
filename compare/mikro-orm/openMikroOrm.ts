// MikroORM in the configuration asked for.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { DataloaderType, LoadStrategy } from "@mikro-orm/core";
import { type EntityManager, MikroORM } from "@mikro-orm/postgresql";
import { type ClientClass, logQueries } from "../runner/logQueries.ts";
import type { Orm } from "../runner/Stage.ts";
import { StatementLog } from "../runner/StatementLog.ts";
import { bothSides } from "./bothSides.ts";
import { changedElsewhere } from "./changedElsewhere.ts";
import { concurrentLoads } from "./concurrentLoads.ts";
import { createAndFind } from "./createAndFind.ts";
import { entities } from "./entities.ts";
import { failedFlush } from "./failedFlush.ts";
import { findOrMake } from "./findOrMake.ts";
import { findsAtOnce } from "./findsAtOnce.ts";
import { identity } from "./identity.ts";
import { loopOverAuthors } from "./loopOverAuthors.ts";
import { manyToManyLoop } from "./manyToManyLoop.ts";
import { manyToOneLoop } from "./manyToOneLoop.ts";
import { manyWrites } from "./manyWrites.ts";
import { missingRow } from "./missingRow.ts";
import { nothingToFlush } from "./nothingToFlush.ts";
import { pageWithBooks } from "./pageWithBooks.ts";
import { partOverlap } from "./partOverlap.ts";
import { racedChange } from "./racedChange.ts";
import { readBeforeLoad } from "./readBeforeLoad.ts";
import { resolverTree } from "./resolverTree.ts";
import { swapUnique } from "./swapUnique.ts";
import { twoCollections } from "./twoCollections.ts";
import { twoRequests } from "./twoRequests.ts";
import { unflushedChange } from "./unflushedChange.ts";

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
    acts: {
      identity,
      loopOverAuthors,
      bothSides,
      unflushedChange,
      readBeforeLoad,
      manyToOneLoop,
      concurrentLoads,
      findsAtOnce,
      manyToManyLoop,
      resolverTree,
      missingRow,
      changedElsewhere,
      twoCollections,
      pageWithBooks,
      nothingToFlush,
      manyWrites,
      swapUnique,
      racedChange,
      failedFlush,
      findOrMake,
      createAndFind,
      twoRequests,
      partOverlap,
    },
    folder: new URL("./", import.meta.url),
  };
}
