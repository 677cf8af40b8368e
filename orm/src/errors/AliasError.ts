// An alias is not bound where it is needed, or bound twice.
import { KingpostError } from "./KingpostError.ts";

/** `Alias of Book is not bound: put it into the filter, as in { as: b }`. */
export class AliasError extends KingpostError<"ALIAS"> {
  constructor({ type, reason }: { readonly type: string; readonly reason: string }) {
    super("ALIAS", `Alias of ${type} ${reason}`);
  }
}
