// Reads a field by a name that is known at run time only.
import { UnknownFieldError } from "../errors/UnknownFieldError.ts";
import { isMember } from "../schema/isRelationField.ts";
import type { Entity, FieldsOf } from "../types/Entity.ts";
import { BaseEntity } from "./BaseEntity.ts";

/**
 * What `entity[name]` gives, for fields of the schema only: a name that comes from outside reaches nothing else. Columns give
 * their value, relations and lazy columns the object that is loaded.
 * @example
 * for (const name of ["firstName", "lastName"] as const) console.log(getField(author, name));
 * @throws UnknownFieldError (`UNKNOWN_FIELD`), CodecError (`CODEC`)
 */
export function getField<T extends Entity, F extends keyof T & keyof FieldsOf<T>>(
  entity: T,
  name: F,
): T[F];
/** As above, where the name is any text. */
export function getField(entity: Entity, name: string): unknown;
export function getField(entity: Entity, name: string): unknown {
  const found = BaseEntity.stateOf(entity).meta.fields.get(name);
  if (found === undefined || !isMember(found)) throw new UnknownFieldError({ entity, field: name });
  return (entity as unknown as Readonly<Record<string, unknown>>)[name];
}
