// A transaction was begun beside one that is open on the same entity manager.
import { KingpostError } from "./KingpostError.ts";

/** `Cannot begin a transaction beside another one of the same EntityManager: …`. */
export class ConcurrentTransactionError extends KingpostError<"CONCURRENT_TRANSACTION"> {
  constructor() {
    super(
      "CONCURRENT_TRANSACTION",
      "Cannot begin a transaction beside another one of the same EntityManager: await that one first, or call em.transaction within its function",
    );
  }
}
