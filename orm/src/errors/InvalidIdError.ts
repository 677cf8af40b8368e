// An id is malformed or belongs to another entity.
import { KingpostError } from "./KingpostError.ts";

type Given =
  | { readonly type?: string; readonly tag: string; readonly id: unknown }
  | { readonly untagged: unknown }
  | { readonly unknownTag: string }
  | { readonly types: ReadonlyArray<string>; readonly id: string };

/**
 * `Invalid tagged id, expected tag a, got b:1`, `Invalid tagged id, expected a tag, got 1`, `Unknown tag: "x"`, or
 * `Tagged id an:1 may be of Dog or Bird: load it first, or give the entity`.
 */
export class InvalidIdError extends KingpostError<"INVALID_ID"> {
  constructor(given: Given) {
    super("INVALID_ID", messageOf(given));
  }
}

function messageOf(given: Given): string {
  if ("unknownTag" in given) return `Unknown tag: ${JSON.stringify(given.unknownTag)}`;
  if ("types" in given)
    return `Tagged id ${given.id} may be of ${given.types.join(" or ")}: load it first, or give the entity`;
  return "untagged" in given
    ? `Invalid tagged id, expected a tag, got ${printId(given.untagged)}`
    : `Invalid tagged id, expected tag ${given.tag}, got ${printId(given.id)}`;
}

function printId(id: unknown): string {
  if (typeof id === "string") return id === "" ? '""' : id;
  return typeof id === "object" && id !== null ? "an object" : String(id);
}
