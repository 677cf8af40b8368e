// What a deleted entity drags along is deleted too, softly when that is deleted softly; what points at one that goes for good lets
// go of it.
import type { FlushRun } from "../FlushRun.ts";
import { markCascades } from "../markCascades.ts";
import { markSoftCascades } from "../markSoftCascades.ts";
import { unhookDeleted } from "../unhookDeleted.ts";

export async function cascadeDeletes(run: FlushRun): Promise<void> {
  await markSoftCascades(run);
  await markCascades(run);
  unhookDeleted(run);
}
