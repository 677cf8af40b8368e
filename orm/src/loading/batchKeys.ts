// What requests that can be one statement have in common: what they read, and what plugins ask of it.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { RelationField } from "../schema/Field.ts";
import type { Restriction } from "./Restriction.ts";

/** Loads by id: of a whole hierarchy, unless a restriction speaks of one of its types. */
export function byKeyBatch(meta: EntityMeta, restriction: Restriction | undefined): unknown {
  return restriction === undefined ? meta.rootType : restricted(`load ${meta.type}`, restriction);
}

export function relationBatch(field: RelationField, restriction: Restriction | undefined): unknown {
  return restriction === undefined
    ? field
    : restricted(`load ${field.meta.type}.${field.fieldName}`, restriction);
}

export function restricted(name: string, restriction: Restriction | undefined): string {
  return restriction === undefined ? name : `${name} ${restriction.key}`;
}
