// A reference that the class itself knows how to load.
import type { Entity } from "../../types/Entity.ts";
import type { LoadHint } from "../../types/Loaded.ts";
import type { Reference } from "../../types/relations.ts";
import { CustomReference, type ReferenceWriting } from "./CustomReference.ts";
import { type CustomReading, CustomSource } from "./CustomSource.ts";
import { SourceDefinition } from "./SourceDefinition.ts";

export interface CustomReferenceOptions<T extends Entity, U extends Entity, N extends undefined> {
  /** Brings into memory what `get` needs. */
  readonly load: (entity: T, options: { readonly forceReload?: boolean }) => Promise<unknown>;
  readonly get: (entity: T) => NoInfer<U | N>;
  readonly set?: (entity: T, other: U | N) => void;
  readonly isLoaded: (entity: T) => boolean;
  /** Populated before `load` runs, for all entities at once. */
  readonly loadHint?: LoadHint<T> | ((entity: T) => LoadHint<T>);
}

/**
 * A reference with code of its own behind it. `load` runs per entity; what it asks for batches by tick.
 * @example
 * class Author extends AuthorCodegen {
 *   readonly rival: Reference<Author, Author, undefined> = hasCustomReference({
 *     load: (author) => author.em.populate(author, { publisher: "authors" }),
 *     isLoaded: (author) => isLoaded(author, { publisher: "authors" }),
 *     get: (author) => ensureLoaded(author, { publisher: "authors" }).publisher.get?.authors.get.find((a) => a !== author),
 *   });
 * }
 *
 * **SQL**: what `load` sends.
 * @throws ReadOnlyRelationError (`READ_ONLY_RELATION`) from `set` when there is none
 */
export function hasCustomReference<T extends Entity, U extends Entity, N extends undefined>(
  options: CustomReferenceOptions<T, U, N>,
): Reference<T, U, N> {
  const source = new CustomSource(options as unknown as CustomReading);
  return new SourceDefinition(
    source,
    (state, member) =>
      new CustomReference(state, member, source, options as unknown as ReferenceWriting),
    "Reference",
  ) as never;
}
