// The tag of an id.
import { InvalidIdError } from "../../errors/InvalidIdError.ts";
import type { TaggedId } from "../../types/Id.ts";
import { delimiterOf, type IdSettings } from "./IdSettings.ts";
import { splitTaggedId } from "./splitTaggedId.ts";

/**
 * The tag of a tagged id.
 * @example
 * tagFromId("a:1"); // "a"
 * @throws InvalidIdError (`INVALID_ID`) when there is none
 */
export function tagFromId(id: TaggedId, settings?: IdSettings): string {
  const parts = splitTaggedId(id, delimiterOf(settings));
  if (parts === undefined) throw new InvalidIdError({ untagged: id });
  return parts.tag;
}
