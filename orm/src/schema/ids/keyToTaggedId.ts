// The tagged id of a key that came from the database.
import type { IdType, TaggedId } from "../../types/Id.ts";
import { canonicalKey, taggedIdOfKey } from "../keys.ts";
import { type MetaOrType, metaOf } from "./MetaOrType.ts";

/**
 * The tagged id of a key as a row has it, by a driver of your own or `pg`. A text key is taken as it stands, even if it looks
 * like it had the tag.
 * @example
 * keyToTaggedId(Author, row.author_id); // 1 is "a:1", NULL is undefined
 * @throws InvalidIdError (`INVALID_ID`) for what is no key of the table
 */
export function keyToTaggedId(type: MetaOrType, key: IdType): TaggedId;
/** As above, `undefined` for NULL. */
export function keyToTaggedId(
  type: MetaOrType,
  key: IdType | null | undefined,
): TaggedId | undefined;
export function keyToTaggedId(
  type: MetaOrType,
  key: IdType | null | undefined,
): TaggedId | undefined {
  if (key === null || key === undefined) return undefined;
  const meta = metaOf(type);
  return taggedIdOfKey(meta, canonicalKey(meta, key));
}
