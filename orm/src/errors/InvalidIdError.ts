// An id is malformed or belongs to another entity.
import { KingpostError } from "./KingpostError.ts";

type Given =
  | { readonly type?: string; readonly tag: string; readonly id: unknown }
  | { readonly untagged: unknown }
  | { readonly unknownTag: string };

/** `Invalid tagged id, expected tag a, got b:1`, `Invalid tagged id, expected a tag, got 1`, or `Unknown tag: "x"`. */
export class InvalidIdError extends KingpostError<"INVALID_ID"> {
  constructor(given: Given) {
    super("INVALID_ID", messageOf(given));
  }
}

function messageOf(given: Given): string {
  if ("unknownTag" in given) return `Unknown tag: ${JSON.stringify(given.unknownTag)}`;
  return "untagged" in given
    ? `Invalid tagged id, expected a tag, got ${printId(given.untagged)}`
    : `Invalid tagged id, expected tag ${given.tag}, got ${printId(given.id)}`;
}

function printId(id: unknown): string {
  if (typeof id === "string") return id === "" ? '""' : id;
  return typeof id === "object" && id !== null ? "an object" : String(id);
}
