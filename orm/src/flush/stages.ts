// The flush, in order. LIFECYCLE.md explains each stage and is tested against these lists.
import type { CommitStage } from "./CommitStage.ts";
import type { Committed } from "./Committed.ts";
import type { FlushRun } from "./FlushRun.ts";
import { runAfterCommitHooks } from "./stages/afterCommit/01-runAfterCommitHooks.ts";
import { callAfterCommitHooks } from "./stages/afterCommit/02-callAfterCommitHooks.ts";
import { tellListeners } from "./stages/afterCommit/03-tellListeners.ts";
import { tellAfterWrite } from "./stages/beforeCommit/01-tellAfterWrite.ts";
import { checkCommitRules } from "./stages/beforeCommit/02-checkCommitRules.ts";
import { callBeforeCommitHooks } from "./stages/beforeCommit/03-callBeforeCommitHooks.ts";
import { runBeforeCommitHooks } from "./stages/beforeCommit/04-runBeforeCommitHooks.ts";
import { followMerges } from "./stages/preparing/01-followMerges.ts";
import { cascadeDeletes } from "./stages/preparing/02-cascadeDeletes.ts";
import { resolveSets } from "./stages/preparing/03-resolveSets.ts";
import { setDefaults } from "./stages/preparing/04-setDefaults.ts";
import { callHooks } from "./stages/preparing/05-callHooks.ts";
import { keepChanges } from "./stages/settling/01-keepChanges.ts";
import { settleState } from "./stages/settling/02-settleState.ts";
import { validateEntities } from "./stages/validating/01-validateEntities.ts";
import { afterValidation } from "./stages/validating/02-afterValidation.ts";
import { assignIds } from "./stages/writing/01-assignIds.ts";
import { tellBeforeWrite } from "./stages/writing/02-tellBeforeWrite.ts";
import { planWrites } from "./stages/writing/03-planWrites.ts";
import { write } from "./stages/writing/04-write.ts";

export type Stage = (run: FlushRun) => void | Promise<void>;

/** Repeated until nothing new is dirty: entities may be changed, by these stages and by the code that they wait for. */
export const preparing: ReadonlyArray<Stage> = [
  followMerges,
  cascadeDeletes,
  resolveSets,
  setDefaults,
  callHooks,
];

/** Before anything is sent, and from here on nobody may change an entity. */
export const validating: ReadonlyArray<Stage> = [validateEntities, afterValidation];

/** The last one sends COMMIT as well, when nothing is needed before it. */
export const writing: ReadonlyArray<Stage> = [assignIds, tellBeforeWrite, planWrites, write];

/** What needs JavaScript between the writes and COMMIT. */
export const beforeCommit: ReadonlyArray<CommitStage> = [
  tellAfterWrite,
  checkCommitRules,
  callBeforeCommitHooks,
  runBeforeCommitHooks,
];

/** Brings the entities to what was written: after COMMIT, or after the writes while a transaction stays open. */
export const settling: ReadonlyArray<Stage> = [keepChanges, settleState];

/** Run after COMMIT, once for all flushes of the transaction. All of them run, and what they throw is told at the end. */
export const afterCommit: ReadonlyArray<(committed: Committed) => void | Promise<void>> = [
  runAfterCommitHooks,
  callAfterCommitHooks,
  tellListeners,
];
