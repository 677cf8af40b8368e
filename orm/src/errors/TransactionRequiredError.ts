// Something was asked for that only a transaction has.
import { KingpostError } from "./KingpostError.ts";

/** `A lock lasts until its transaction ends, and none is open: …`. */
export class TransactionRequiredError extends KingpostError<"TXN_REQUIRED"> {
  constructor() {
    super(
      "TXN_REQUIRED",
      "A lock lasts until its transaction ends, and none is open: take it within em.transaction",
    );
  }
}
