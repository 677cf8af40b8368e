// Whether one type is another or extends it. Entity types are never compared in another way.
import type { EntityMeta } from "./EntityMeta.ts";

/** Whether entities of `meta` are entities of `other`. */
export function isOfType(meta: EntityMeta, other: EntityMeta): boolean {
  return meta === other || (other.subTypes.length > 0 && meta.baseTypes.includes(other));
}
