// Kingpost with a fresh entity manager for each unit of work.
import { PostgresDriver } from "kingpost/pg";
import { Pool } from "pg";
import type { Orm } from "../runner/Stage.ts";
import { StatementLog } from "../runner/StatementLog.ts";
import { bothSides } from "./bothSides.ts";
import { changedElsewhere } from "./changedElsewhere.ts";
import { concurrentLoads } from "./concurrentLoads.ts";
import { createAndFind } from "./createAndFind.ts";
import { EntityManager } from "./entities/codegen/domain.ts";
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
