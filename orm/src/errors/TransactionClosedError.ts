// A connection was used after it was given back.
import { KingpostError } from "./KingpostError.ts";

/** `The transaction is over: its connection was given back`. */
export class TransactionClosedError extends KingpostError<"TXN_CLOSED"> {
  constructor() {
    super("TXN_CLOSED", "The transaction is over: its connection was given back");
  }
}
