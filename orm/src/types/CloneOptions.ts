// What to copy along with an entity, and what to leave out.
import type { AnyEm } from "./AnyEm.ts";
import type { Entity, OptsOf } from "./Entity.ts";
import type { List } from "./List.ts";
import type { Found, LoadHint } from "./Loaded.ts";
import type { MaybePromise } from "./MaybePromise.ts";
import type { Relation } from "./relations.ts";

/** `E` are the entities of the domain: whatever the hint reaches is one of them. */
export interface CloneOptions<T extends Entity, H = LoadHint<T>, E extends Entity = Entity> {
  /**
   * Which relations to follow; what they lead to is copied too. A many-to-many or the codes of an enum give the copy the same members;
   * the members themselves are copied where the hint goes on below. Lazy columns are copied when they are named.
   */
  readonly deep?: H;
  /** What is left out, so that defaults apply; a relation that is left out is not followed. */
  readonly skip?: SkipHint<T>;
  /** Leaves out an entity and what only it leads to. */
  readonly skipIf?: (entity: E) => boolean;
  /** Called for each pair once all copies are there and point at each other. */
  readonly postClone?: (original: E, clone: E) => MaybePromise<void>;
  /** Where the copies are made, another em of the same domain; this one when not given. */
  readonly em?: AnyEm;
}

/** What `em.clone` gives: one for one, a list for a list. */
export type Cloned<G, H> =
  G extends ReadonlyArray<infer T extends Entity>
    ? Found<T, H>[]
    : G extends Entity
      ? Found<G, H>
      : never;

/** What a copy does without: `"title"`, `["title", "notes"]` or `{ books: { title: true } }`. */
export type SkipHint<T extends Entity> =
  | SkippableKey<T>
  | List<SkippableKey<T>>
  | { readonly [K in SkippableKey<T>]?: boolean | SkipBelow<T[K]> };

type SkippableKey<T extends Entity> = Exclude<keyof OptsOf<T> & keyof T & string, "id">;

/** The keys of what a relation leads to; a value has none. */
// oxlint-disable-next-line typescript/no-explicit-any -- asks for the kind of member only
type SkipBelow<R> = R extends Relation<any, infer U> ? SkipOfAny<U> : never;
type SkipOfAny<U> = U extends Entity ? SkipHint<U> : never;
