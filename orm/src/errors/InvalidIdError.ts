// An id is malformed or belongs to another entity.
import { KingpostError } from "./KingpostError.ts";

/** `Invalid tagged id, expected tag a, got b:1`, or `Unknown tag: "x"`. */
export class InvalidIdError extends KingpostError<"INVALID_ID"> {
  constructor(
    given:
      | { readonly type?: string; readonly tag: string; readonly id: unknown }
      | { readonly unknownTag: string },
  ) {
    super(
      "INVALID_ID",
      "unknownTag" in given
        ? `Unknown tag: ${JSON.stringify(given.unknownTag)}`
        : `Invalid tagged id, expected tag ${given.tag}, got ${printId(given.id)}`,
    );
  }
}

function printId(id: unknown): string {
  if (typeof id === "string") return id === "" ? '""' : id;
  return typeof id === "object" && id !== null ? "an object" : String(id);
}
