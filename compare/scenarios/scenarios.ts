// The list of scenarios. An ORM plays those for which its folder has a file of the same name.
import { bothSides } from "./bothSides.ts";
import { changedElsewhere } from "./changedElsewhere.ts";
import { concurrentLoads } from "./concurrentLoads.ts";
import { createAndFind } from "./createAndFind.ts";
import { failedFlush } from "./failedFlush.ts";
import { filterKinds } from "./filterKinds.ts";
import { findOrMake } from "./findOrMake.ts";
import { findsAtOnce } from "./findsAtOnce.ts";
import { findUndefined } from "./findUndefined.ts";
import { graphqlTree } from "./graphqlTree.ts";
import { identity } from "./identity.ts";
import { loaderMemory } from "./loaderMemory.ts";
import { loopOverAuthors } from "./loopOverAuthors.ts";
import { manyOwners } from "./manyOwners.ts";
import { manyToManyLoop } from "./manyToManyLoop.ts";
import { manyToOneLoop } from "./manyToOneLoop.ts";
import { manyWrites } from "./manyWrites.ts";
import { missingRow } from "./missingRow.ts";
import { nothingToFlush } from "./nothingToFlush.ts";
import { orphans } from "./orphans.ts";
import { otherRelations } from "./otherRelations.ts";
import { pageWithBooks } from "./pageWithBooks.ts";
import { partOverlap } from "./partOverlap.ts";
import { partsOfEach } from "./partsOfEach.ts";
import { partThenWhole } from "./partThenWhole.ts";
import { populateAfterChange } from "./populateAfterChange.ts";
import { racedChange } from "./racedChange.ts";
import { readBeforeLoad } from "./readBeforeLoad.ts";
import { refreshed } from "./refreshed.ts";
import { resolverTree } from "./resolverTree.ts";
import type { Scenario } from "./Scenario.ts";
import { sequentialLoads } from "./sequentialLoads.ts";
import { softDeletes } from "./softDeletes.ts";
import { swapUnique } from "./swapUnique.ts";
import { transactionWithMany } from "./transactionWithMany.ts";
import { twoCollections } from "./twoCollections.ts";
import { twoRequests } from "./twoRequests.ts";
import { unflushedChange } from "./unflushedChange.ts";
import { weight } from "./weight.ts";
import { whatCompiles } from "./whatCompiles.ts";
import { writeOrders } from "./writeOrders.ts";

/** In the order of their numbers. */
export const scenarios = {
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
  partsOfEach,
  manyOwners,
  sequentialLoads,
  filterKinds,
  softDeletes,
  whatCompiles,
  transactionWithMany,
  loaderMemory,
  graphqlTree,
  writeOrders,
  otherRelations,
  orphans,
  partThenWhole,
  populateAfterChange,
  findUndefined,
  refreshed,
  weight,
};

export type ScenarioName = keyof typeof scenarios;

/** What is observed, by the name of the scenario. */
export type ObservedOf = {
  readonly [N in ScenarioName]: (typeof scenarios)[N] extends Scenario<infer O> ? O : never;
};
