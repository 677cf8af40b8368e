// A value that code of the class fetches.
import type { AsyncProperty } from "../../types/computed.ts";
import type { Entity } from "../../types/Entity.ts";
import { FetchedDefinition } from "./FetchedDefinition.ts";

/**
 * A value that may take statements of its own; kept until the next flush. A failure is not kept.
 * @example
 * class Author extends AuthorCodegen {
 *   readonly reviewCount: AsyncProperty<Author, number> = hasAsyncProperty((author) =>
 *     author.em.findCount(Review, { book: { author } }),
 *   );
 * }
 *
 * **SQL**: what the function sends; what many of them ask in one tick is sent together.
 * @throws NewEntityError (`NEW_ENTITY`) from `load` while the entity is new
 */
export function hasAsyncProperty<T extends Entity, V>(
  fetch: (entity: T) => Promise<V>,
): AsyncProperty<T, V> {
  return new FetchedDefinition(fetch as (entity: Entity) => Promise<unknown>) as never;
}
