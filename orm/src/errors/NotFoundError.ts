// A row that must exist does not.
import { KingpostError } from "./KingpostError.ts";

/** `a:1 was not found`, or `Did not find Author for given query`. */
export class NotFoundError extends KingpostError<"NOT_FOUND"> {
  /** The ids that were asked for and not found. */
  declare readonly ids?: ReadonlyArray<string>;
  /** The type that was searched for, and how. */
  declare readonly type?: string;
  declare readonly where?: string;

  constructor(
    missing:
      | { readonly ids: ReadonlyArray<string> }
      | { readonly type: string; readonly where?: string },
  ) {
    super("NOT_FOUND", messageOf(missing));
    Object.assign(this, missing);
  }
}

function messageOf(
  missing: { readonly ids: ReadonlyArray<string> } | { readonly type: string },
): string {
  if ("type" in missing) return `Did not find ${missing.type} for given query`;
  return `${missing.ids.join(",")} ${missing.ids.length === 1 ? "was" : "were"} not found`;
}
