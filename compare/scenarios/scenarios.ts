// The list of scenarios, and what is observed in each.
import { bothSides, type BothSidesObserved } from "./bothSides.ts";
import { changedElsewhere, type ChangedElsewhereObserved } from "./changedElsewhere.ts";
import { concurrentLoads, type ConcurrentLoadsObserved } from "./concurrentLoads.ts";
import { createAndFind, type CreateAndFindObserved } from "./createAndFind.ts";
import { failedFlush, type FailedFlushObserved } from "./failedFlush.ts";
import { findOrMake, type FindOrMakeObserved } from "./findOrMake.ts";
import { findsAtOnce, type FindsAtOnceObserved } from "./findsAtOnce.ts";
import { identity, type IdentityObserved } from "./identity.ts";
import { loopOverAuthors, type LoopObserved } from "./loopOverAuthors.ts";
import { manyToManyLoop, type ManyToManyLoopObserved } from "./manyToManyLoop.ts";
import { manyToOneLoop, type ManyToOneLoopObserved } from "./manyToOneLoop.ts";
import { manyWrites, type ManyWritesObserved } from "./manyWrites.ts";
import { missingRow, type MissingRowObserved } from "./missingRow.ts";
import { nothingToFlush, type NothingToFlushObserved } from "./nothingToFlush.ts";
import { pageWithBooks, type PageWithBooksObserved } from "./pageWithBooks.ts";
import { partOverlap, type PartOverlapObserved } from "./partOverlap.ts";
import { racedChange, type RacedChangeObserved } from "./racedChange.ts";
import { readBeforeLoad, type ReadBeforeLoadObserved } from "./readBeforeLoad.ts";
import { resolverTree, type ResolverTreeObserved } from "./resolverTree.ts";
import type { Scenario } from "./Scenario.ts";
import { swapUnique, type SwapUniqueObserved } from "./swapUnique.ts";
import { twoCollections, type TwoCollectionsObserved } from "./twoCollections.ts";
import { twoRequests, type TwoRequestsObserved } from "./twoRequests.ts";
import { unflushedChange, type UnflushedObserved } from "./unflushedChange.ts";

/** What is observed, by the name of the scenario. */
export interface ObservedOf {
  readonly identity: IdentityObserved;
  readonly loopOverAuthors: LoopObserved;
  readonly bothSides: BothSidesObserved;
  readonly unflushedChange: UnflushedObserved;
  readonly readBeforeLoad: ReadBeforeLoadObserved;
  readonly manyToOneLoop: ManyToOneLoopObserved;
  readonly concurrentLoads: ConcurrentLoadsObserved;
  readonly findsAtOnce: FindsAtOnceObserved;
  readonly manyToManyLoop: ManyToManyLoopObserved;
  readonly resolverTree: ResolverTreeObserved;
  readonly missingRow: MissingRowObserved;
  readonly changedElsewhere: ChangedElsewhereObserved;
  readonly twoCollections: TwoCollectionsObserved;
  readonly pageWithBooks: PageWithBooksObserved;
  readonly nothingToFlush: NothingToFlushObserved;
  readonly manyWrites: ManyWritesObserved;
  readonly swapUnique: SwapUniqueObserved;
  readonly racedChange: RacedChangeObserved;
  readonly failedFlush: FailedFlushObserved;
  readonly findOrMake: FindOrMakeObserved;
  readonly createAndFind: CreateAndFindObserved;
  readonly twoRequests: TwoRequestsObserved;
  readonly partOverlap: PartOverlapObserved;
}

export type ScenarioName = keyof ObservedOf;

/** In the order of their numbers. */
export const scenarios: { readonly [N in ScenarioName]: Scenario<ObservedOf[N]> } = {
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
};
