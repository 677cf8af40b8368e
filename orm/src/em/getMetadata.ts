// The metadata of an entity or of its class, without naming a domain.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { type MetaOrType, metaOf } from "../schema/ids/MetaOrType.ts";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { Entity } from "../types/Entity.ts";

/**
 * What is known of an entity type. `of` may be an entity, its class, or the metadata itself.
 * @example
 * getMetadata(Author).tableName; // "authors", and so is Author.metadata.tableName
 * @throws DomainError (`DOMAIN`) for a class whose domain was not linked yet
 */
export function getMetadata<T extends Entity>(of: T | MetaOrType<T>): EntityMeta<T> {
  if (BaseEntity.isEntity(of)) return BaseEntity.stateOf(of).meta as EntityMeta<T>;
  return metaOf(of);
}
