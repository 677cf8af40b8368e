// Ids for the new entities, from the driver's reserve or by one statement for all tables.
import { assignNewIds } from "../../assignNewIds.ts";
import type { FlushRun } from "../../FlushRun.ts";

export function assignIds({ session, driver }: FlushRun): Promise<void> {
  return assignNewIds(session, driver);
}
