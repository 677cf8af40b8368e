// A reference computed from what a hint loads.
import type { Entity } from "../../types/Entity.ts";
import type { Loaded, LoadHint } from "../../types/Loaded.ts";
import type { Reference } from "../../types/relations.ts";
import { CustomReference } from "./CustomReference.ts";
import { HintedSource } from "./HintedSource.ts";
import { SourceDefinition } from "./SourceDefinition.ts";

/**
 * A read-only reference, computed from memory each time it is read.
 * @example
 * class Author extends AuthorCodegen {
 *   readonly latest: Reference<Author, Book, undefined> = hasOneDerived("books", (a) => a.books.get.at(-1));
 * }
 *
 * **SQL**: loading it is populating the hint.
 * @throws ReadOnlyRelationError (`READ_ONLY_RELATION`) from `set`
 */
export function hasOneDerived<
  T extends Entity,
  U extends Entity,
  N extends undefined,
  const H extends LoadHint<T>,
>(hint: H, get: (entity: Loaded<T, H>) => NoInfer<U | N>): Reference<T, U, N> {
  const source = new HintedSource(hint, get as (entity: Entity) => unknown);
  return new SourceDefinition(
    source,
    (state, member) => new CustomReference(state, member, source, {}),
    "Reference",
  ) as never;
}
