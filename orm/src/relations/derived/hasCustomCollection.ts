// A collection that the class itself knows how to load.
import type { Entity, IdOf } from "../../types/Entity.ts";
import type { LoadHint } from "../../types/Loaded.ts";
import type { Collection } from "../../types/relations.ts";
import { type CollectionWriting, CustomCollection } from "./CustomCollection.ts";
import { type CustomReading, CustomSource } from "./CustomSource.ts";
import { SourceDefinition } from "./SourceDefinition.ts";

export interface CustomCollectionOptions<T extends Entity, U extends Entity> {
  /** Brings into memory what `get` needs. */
  readonly load: (entity: T, options: { readonly forceReload?: boolean }) => Promise<unknown>;
  readonly get: (entity: T) => ReadonlyArray<U>;
  readonly isLoaded: (entity: T) => boolean;
  /** Without it, `set` removes what is left out and adds what is new, when there are `add` and `remove`. */
  readonly set?: (entity: T, values: ReadonlyArray<U>) => void;
  readonly add?: (entity: T, value: U) => void;
  readonly remove?: (entity: T, value: U) => void;
  /** The member with this id, when there is a faster way than loading all. */
  readonly find?: (entity: T, id: IdOf<U>) => Promise<U | undefined>;
  /** Populated before `load` runs, for all entities at once. */
  readonly loadHint?: LoadHint<T> | ((entity: T) => LoadHint<T>);
}

/**
 * A collection with code of its own behind it. `load` runs per entity; what it asks for batches by tick.
 * @example
 * class Author extends AuthorCodegen {
 *   readonly colleagues: Collection<Author, Author> = hasCustomCollection({
 *     load: (author) => author.em.populate(author, { publisher: "authors" }),
 *     isLoaded: (author) => isLoaded(author, { publisher: "authors" }),
 *     get: (author) => ensureLoaded(author, { publisher: "authors" }).publisher.get?.authors.get ?? [],
 *   });
 * }
 *
 * **SQL**: what `load` sends.
 * @throws ReadOnlyRelationError (`READ_ONLY_RELATION`) from writers that were not given
 */
export function hasCustomCollection<T extends Entity, U extends Entity>(
  options: CustomCollectionOptions<T, U>,
): Collection<T, U> {
  const source = new CustomSource(options as unknown as CustomReading);
  return new SourceDefinition(
    source,
    (state, member) =>
      new CustomCollection(state, member, source, options as unknown as CollectionWriting),
    "Collection",
  ) as never;
}
