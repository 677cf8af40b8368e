// The flush, in order. LIFECYCLE.md explains each stage and is tested against this list.
import type { FlushRun } from "./FlushRun.ts";
import { cascadeDeletes } from "./stages/01-cascadeDeletes.ts";
import { resolveSets } from "./stages/02-resolveSets.ts";
import { validateEntities } from "./stages/03-validateEntities.ts";
import { assignIds } from "./stages/04-assignIds.ts";
import { planWrites } from "./stages/05-planWrites.ts";
import { write } from "./stages/06-write.ts";
import { settleState } from "./stages/07-settleState.ts";

export type Stage = (run: FlushRun) => void | Promise<void>;

/** Run before the entities are closed to changes: these stages change entities themselves. */
export const preparing: ReadonlyArray<Stage> = [cascadeDeletes, resolveSets];

/** Run while nobody may change an entity. */
export const writing: ReadonlyArray<Stage> = [
  validateEntities,
  assignIds,
  planWrites,
  write,
  settleState,
];
