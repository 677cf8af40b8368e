// A transaction that was committed: whose it was, and what was flushed in it.
import type { Connection } from "../driver/Driver.ts";
import type { Session } from "../session/Session.ts";
import type { FlushRun } from "./FlushRun.ts";

export interface Committed {
  readonly session: Session;
  /** The flushes that wrote, in their order: one, or those of a transaction. */
  readonly runs: ReadonlyArray<FlushRun>;
  /** Its connection, which was given back: for handles that are of no use any more. */
  readonly connection: Connection | undefined;
}
