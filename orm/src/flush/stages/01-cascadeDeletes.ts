// What a deleted entity drags along is deleted too, and what points at it lets go of it.
import type { FlushRun } from "../FlushRun.ts";
import { markCascades } from "../markCascades.ts";
import { unhookDeleted } from "../unhookDeleted.ts";

export async function cascadeDeletes(run: FlushRun): Promise<void> {
  await markCascades(run);
  unhookDeleted(run);
}
