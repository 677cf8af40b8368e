// A page was asked for by a cursor that does not fit.
import { KingpostError } from "./KingpostError.ts";

/** `Invalid cursor for Author: it belongs to another order or entity`. */
export class InvalidCursorError extends KingpostError<"INVALID_CURSOR"> {
  constructor({
    type,
    reason,
    cause,
  }: {
    readonly type: string;
    readonly reason: "is malformed" | "belongs to another order or entity";
    readonly cause?: unknown;
  }) {
    super("INVALID_CURSOR", `Invalid cursor for ${type}: it ${reason}`, { cause });
  }
}
