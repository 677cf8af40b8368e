// Ids with their tags.
import type { IdType, TaggedId } from "../../types/Id.ts";
import { type MetaOrType, metaOf } from "./MetaOrType.ts";
import { tagId } from "./tagId.ts";

/**
 * The tagged forms of ids in any form.
 * @example
 * tagIds(Author, [1, "2", "a:3"]); // ["a:1", "a:2", "a:3"]
 * @throws InvalidIdError (`INVALID_ID`)
 */
export function tagIds(type: MetaOrType, ids: ReadonlyArray<IdType>): TaggedId[] {
  const meta = metaOf(type);
  return ids.map((id) => tagId(meta, id));
}
