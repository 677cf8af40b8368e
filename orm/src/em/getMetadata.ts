// The metadata of an entity or of its class, without naming a domain.
import { DomainError } from "../errors/DomainError.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { Entity, MaybeAbstractEntityConstructor } from "../types/Entity.ts";

/**
 * What is known of an entity type. `of` may be an entity, its class, or the metadata itself.
 * @example
 * getMetadata(Author).tableName; // "authors", and so is Author.metadata.tableName
 * @throws DomainError (`DOMAIN`) for a class whose domain was not linked yet
 */
export function getMetadata<T extends Entity>(
  of: T | MaybeAbstractEntityConstructor<T> | EntityMeta<T>,
): EntityMeta<T> {
  if (BaseEntity.isEntity(of)) return BaseEntity.stateOf(of).meta as EntityMeta<T>;
  if (typeof of !== "function") return of;
  const { metadata } = of as { readonly metadata?: EntityMeta<T> };
  if (metadata !== undefined) return metadata;
  throw new DomainError({
    problems: [`${of.name}: its domain is not linked yet; import it and call domain.boot()`],
  });
}
