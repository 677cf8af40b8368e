// An id with its tag.
import type { IdType, TaggedId } from "../../types/Id.ts";
import { keyOfId, taggedIdOfKey } from "../keys.ts";
import { type MetaOrType, metaOf } from "./MetaOrType.ts";

/**
 * The tagged form of an id in any form.
 * @example
 * tagId(Author, 1); // "a:1", as are tagId(Author, "1") and tagId(Author, "a:1")
 * @throws InvalidIdError (`INVALID_ID`) for an id of another entity, and for what is none
 */
export function tagId(type: MetaOrType, id: IdType): TaggedId;
/** As above; no id has no tag. */
export function tagId(type: MetaOrType, id: IdType | null | undefined): TaggedId | undefined;
export function tagId(type: MetaOrType, id: IdType | null | undefined): TaggedId | undefined {
  if (id === null || id === undefined) return undefined;
  const meta = metaOf(type);
  return taggedIdOfKey(meta, keyOfId(meta, id));
}
