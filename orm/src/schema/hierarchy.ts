// The types of a hierarchy, as seen from one of them.
import type { EntityMeta } from "./EntityMeta.ts";

/** The root of the hierarchy; the type itself when it extends none. */
export function getBaseMeta(meta: EntityMeta): EntityMeta {
  return meta.rootType;
}

/** What the type extends, the root first, and the type. */
export function getBaseAndSelfMetas(meta: EntityMeta): EntityMeta[] {
  return [...meta.baseTypes, meta];
}

/** What the type extends, the root first, the type, and what extends it. */
export function getBaseSelfAndSubMetas(meta: EntityMeta): EntityMeta[] {
  return [...meta.baseTypes, meta, ...meta.subTypes];
}

/** What extends the type, directly or not, each after what it extends. */
export function getSubMetas(meta: EntityMeta): EntityMeta[] {
  return [...meta.subTypes];
}

/** The nearest type that both are of; they must be of one hierarchy. */
export function commonType(a: EntityMeta, b: EntityMeta): EntityMeta {
  if (a === b || b.baseTypes.includes(a)) return a;
  return a.baseType === undefined ? a : commonType(a.baseType, b);
}
