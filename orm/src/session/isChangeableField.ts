// Whether a name may be set.
import { isSettable } from "../schema/isSettable.ts";
import type { Entity } from "../types/Entity.ts";
import { BaseEntity } from "./BaseEntity.ts";
import { hasSetter } from "./hasSetter.ts";

/**
 * Whether `entity.set` and `setField` take this name: fields that neither the library nor the database keeps, that are not
 * protected, and setters written by hand. For any other name it is false.
 * @example
 * const known = Object.fromEntries(Object.entries(input).filter(([name]) => isChangeableField(author, name)));
 */
export function isChangeableField(entity: Entity, name: string): boolean {
  const found = BaseEntity.stateOf(entity).meta.fields.get(name);
  return found === undefined ? hasSetter(entity, name) : isSettable(found);
}
