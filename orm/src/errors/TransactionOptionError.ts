// Transaction options do not fit the transaction that is open.
import { KingpostError } from "./KingpostError.ts";

/** `A transaction is open on this connection: …`. */
export class TransactionOptionError extends KingpostError<"TXN_OPTION"> {
  constructor({ reason }: { readonly reason: string }) {
    super("TXN_OPTION", reason);
  }
}
