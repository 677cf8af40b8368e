// What `em.create` cannot do without.
import type { MetaOrType } from "../schema/ids/MetaOrType.ts";
import type { Entity } from "../types/Entity.ts";
import { getMetadata } from "./getMetadata.ts";

/**
 * The keys that `em.create` requires for an entity type: columns and polymorphic references that cannot be NULL and have no
 * default, and the id where the application gives it.
 * @example
 * getRequiredKeys(Book); // ["title", "author"]
 * @throws DomainError (`DOMAIN`) for a class whose domain was not linked yet
 */
export function getRequiredKeys<T extends Entity>(of: T | MetaOrType<T>): string[] {
  return [...getMetadata(of).requiredKeys];
}
