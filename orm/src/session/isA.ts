// Whether an entity is of a type, asked by name: an entity file may not import the types that extend its own.
import type { Entity } from "../types/Entity.ts";
import type { KindName, OfKind } from "../types/hierarchy.ts";
import { BaseEntity } from "./BaseEntity.ts";

/**
 * Whether the entity is of the named type or of one that extends it. The names are those of the entity's own type and of its
 * subtypes; in an entity's file, this asks for a subtype without importing it, which would be a ring of imports.
 * @example
 * const animal = await em.load(Animal, "an:1");
 * if (isA(animal, "Dog")) console.log(animal.breed); // a Dog here
 */
export function isA<T extends Entity, const N extends KindName<T>>(
  entity: T,
  name: N,
): entity is OfKind<T, N> {
  const { meta } = BaseEntity.stateOf(entity);
  return meta.type === name || meta.baseTypes.some(({ type }) => type === name);
}
