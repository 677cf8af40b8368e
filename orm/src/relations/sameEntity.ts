// Compares entities, ids and references without loading anything.
import { maybeKeyOfId } from "../schema/keys.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { Entity } from "../types/Entity.ts";
import type { IdType } from "../types/Id.ts";

/**
 * Whether two values stand for the same entity: entities, or ids in any form. Two `undefined`s are the same; an entity without
 * an id equals only itself. An entity and an id without a tag are compared by the key alone.
 * @example
 * sameEntity(book.author.idMaybe, author);
 */
export function sameEntity(
  a: Entity | IdType | undefined,
  b: Entity | IdType | undefined,
): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  if (BaseEntity.isEntity(a)) return BaseEntity.isEntity(b) ? isSame(a, b) : isIdOf(a, b);
  return BaseEntity.isEntity(b) ? isIdOf(b, a) : String(a) === String(b);
}

/** Of two ems, the same row. */
function isSame(a: Entity, b: Entity): boolean {
  const [first, second] = [BaseEntity.stateOf(a), BaseEntity.stateOf(b)];
  return (
    first.key !== undefined &&
    first.key === second.key &&
    first.meta.rootType === second.meta.rootType
  );
}

function isIdOf(entity: Entity, id: IdType): boolean {
  const { key, meta } = BaseEntity.stateOf(entity);
  return key !== undefined && key === maybeKeyOfId(meta, id);
}
