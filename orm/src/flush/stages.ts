// The flush, in order. LIFECYCLE.md explains each stage and is tested against these lists.
import type { FlushRun } from "./FlushRun.ts";
import { cascadeDeletes } from "./stages/01-cascadeDeletes.ts";
import { resolveSets } from "./stages/02-resolveSets.ts";
import { validateEntities } from "./stages/03-validateEntities.ts";
import { assignIds } from "./stages/04-assignIds.ts";
import { planWrites } from "./stages/05-planWrites.ts";
import { write } from "./stages/06-write.ts";
import { settleState } from "./stages/07-settleState.ts";
import { callHooks } from "./stages/preparing/04-callHooks.ts";
import { afterValidation } from "./stages/validating/02-afterValidation.ts";

export type Stage = (run: FlushRun) => void | Promise<void>;

/** Repeated until nothing new is dirty: entities may be changed, by these stages and by the code that they wait for. */
export const preparing: ReadonlyArray<Stage> = [cascadeDeletes, resolveSets, callHooks];

/** From here on nobody may change an entity. */
export const validating: ReadonlyArray<Stage> = [validateEntities, afterValidation];

/** Run when there is something to write. */
export const writing: ReadonlyArray<Stage> = [assignIds, planWrites, write, settleState];
