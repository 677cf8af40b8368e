// Whether an entity waits to be inserted.
import { InvalidValueError } from "../errors/InvalidValueError.ts";
import type { Entity } from "../types/Entity.ts";
import type { New } from "../types/Loaded.ts";

/**
 * True until a COMMIT included the entity's INSERT; all relations of such an entity are loaded.
 * @example
 * if (isNew(author)) author.books.get.length;
 */
export function isNew<T extends Entity>(entity: T): entity is New<T> {
  return entity.isNewEntity;
}

/** The entity, known to be new. @throws InvalidValueError (`INVALID_VALUE`) when it is persisted */
export function asNew<T extends Entity>(entity: T): New<T> {
  if (isNew(entity)) return entity;
  throw new InvalidValueError({ entity, reason: "is not new" });
}
