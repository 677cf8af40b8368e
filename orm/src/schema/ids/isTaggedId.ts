// Tells ids with a tag from other values.
import type { TaggedId } from "../../types/Id.ts";
import { isTaggedIdOf } from "../keys.ts";
import { delimiterOf, type IdSettings } from "./IdSettings.ts";
import { type MetaOrType, metaOf } from "./MetaOrType.ts";
import { splitTaggedId } from "./splitTaggedId.ts";

/**
 * Whether a value is an id of this entity with its tag.
 * @example
 * isTaggedId(Author, "a:1"); // true; "b:1", "1" and "a:x" are none
 */
export function isTaggedId(type: MetaOrType, id: unknown): id is TaggedId;
/**
 * Whether a value has the form of a tagged id, of any entity.
 * @example
 * isTaggedId("a:1"); // true
 * isTaggedId("a1", { delimiter: "" }); // true
 */
export function isTaggedId(id: unknown, settings?: IdSettings): id is TaggedId;
export function isTaggedId(first: unknown, second?: unknown): boolean {
  return isMetaOrType(first)
    ? isTaggedIdOf(metaOf(first), second)
    : splitTaggedId(first, delimiterOf(second as IdSettings | undefined)) !== undefined;
}

function isMetaOrType(value: unknown): value is MetaOrType {
  return (
    typeof value === "function" ||
    (typeof value === "object" && value !== null && "tagPrefix" in value)
  );
}
