// A function of an entity that needs something loaded.
import type { AsyncMethod } from "../../types/computed.ts";
import type { Entity } from "../../types/Entity.ts";
import type { Loaded, LoadHint } from "../../types/Loaded.ts";
import { ComputedMethod } from "./ComputedMethod.ts";
import { HintedSource } from "./HintedSource.ts";
import { SourceDefinition } from "./SourceDefinition.ts";

/**
 * A function with arguments; once its hint is loaded it can be called without waiting.
 * @example
 * class Author extends AuthorCodegen {
 *   readonly booksFrom: AsyncMethod<Author, [number], Book[]> = hasAsyncMethod("books", (author, position) =>
 *     author.books.get.filter((book) => book.position >= position),
 *   );
 * }
 * await author.booksFrom.load(3);
 *
 * **SQL**: loading it is populating the hint.
 */
export function hasAsyncMethod<
  T extends Entity,
  A extends ReadonlyArray<unknown>,
  V,
  const H extends LoadHint<T>,
>(hint: H, fn: (entity: Loaded<T, H>, ...args: A) => V): AsyncMethod<T, A, V> {
  const source = new HintedSource(hint, () => undefined);
  return new SourceDefinition(
    source,
    (state, member) => new ComputedMethod(state, member, source, fn as never),
    "AsyncMethod",
  ) as never;
}
