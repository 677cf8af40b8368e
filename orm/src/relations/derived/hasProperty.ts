// A value computed from what a hint loads.
import type { Property } from "../../types/computed.ts";
import type { Entity } from "../../types/Entity.ts";
import type { Loaded, LoadHint } from "../../types/Loaded.ts";
import { ComputedProperty } from "./ComputedProperty.ts";
import { HintedSource } from "./HintedSource.ts";
import { SourceDefinition } from "./SourceDefinition.ts";

/**
 * A value that is worked out from memory each time it is read, once its hint is loaded.
 * @example
 * class Author extends AuthorCodegen {
 *   readonly pages: Property<Author, number> = hasProperty("books", (author) =>
 *     author.books.get.reduce((sum, book) => sum + book.pages, 0),
 *   );
 * }
 *
 * **SQL**: loading it is populating the hint.
 * @throws RecursiveCycleError (`RECURSIVE_CYCLE`) when it needs its own value
 */
export function hasProperty<T extends Entity, V, const H extends LoadHint<T>>(
  hint: H,
  compute: (entity: Loaded<T, H>) => V,
): Property<T, V> {
  const source = new HintedSource(hint, compute as (entity: Entity) => unknown);
  return new SourceDefinition(
    source,
    (state, member) => new ComputedProperty(state, member, source),
    "Property",
  ) as never;
}
