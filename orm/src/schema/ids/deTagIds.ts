// Ids without their tags.
import type { IdType } from "../../types/Id.ts";
import { keyOfId } from "../keys.ts";
import { type MetaOrType, metaOf } from "./MetaOrType.ts";

/**
 * The keys of ids in any form, as the database prints them.
 * @example
 * deTagIds(Author, ["a:1", 2]); // ["1", "2"]
 * @throws InvalidIdError (`INVALID_ID`)
 */
export function deTagIds(type: MetaOrType, ids: ReadonlyArray<IdType>): string[] {
  const meta = metaOf(type);
  return ids.map((id) => keyOfId(meta, id));
}
