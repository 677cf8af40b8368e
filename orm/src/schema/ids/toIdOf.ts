// An id in the form that the domain has chosen.
import type { Entity, IdOf } from "../../types/Entity.ts";
import type { IdType } from "../../types/Id.ts";
import { idOfKey, keyOfId } from "../keys.ts";
import { type MetaOrType, metaOf } from "./MetaOrType.ts";

/**
 * What `entity.id` gives for an id in any form.
 * @example
 * toIdOf(Author, "a:1"); // "a:1" with tagged ids, 1 with idType number
 * @throws InvalidIdError (`INVALID_ID`), IdOutOfRangeError (`ID_RANGE`)
 */
export function toIdOf<T extends Entity>(type: MetaOrType<T>, id: IdType): IdOf<T>;
/** As above; no id is none. */
export function toIdOf<T extends Entity>(
  type: MetaOrType<T>,
  id: IdType | null | undefined,
): IdOf<T> | undefined;
export function toIdOf<T extends Entity>(
  type: MetaOrType<T>,
  id: IdType | null | undefined,
): IdOf<T> | undefined {
  if (id === null || id === undefined) return undefined;
  const meta = metaOf(type);
  return idOfKey(meta, keyOfId(meta, id));
}
