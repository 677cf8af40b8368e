// Paths through members, written as a function: `(author) => author.books.author.publisher`.
import type { Entity } from "./Entity.ts";
import type { LoadableMember } from "./Loaded.ts";
import type { Reference, Relation } from "./relations.ts";

declare const passed: unique symbol;

/**
 * A path that leads to `T`, and what reading it gives: `R`. Once a collection is passed `R` is a list; before that, what may be
 * unset on the way may make it `undefined`.
 */
export type Lens<T, R = T> = LensResult<T, R> & {
  readonly [K in keyof NonNullable<T>]: LensStep<NonNullable<T>[K], undefined & T, R>;
};

export interface LensOptions {
  /** Follows the path in one statement, as far as nothing on it was changed in memory. */
  readonly sql?: boolean;
  /** Reads every relation on the path again. */
  readonly forceReload?: boolean;
}

/** Only a type: what inference reads back. */
export interface LensResult<T, R> {
  readonly [passed]?: readonly [T, R] | undefined;
}

/** `M` is the type of one member; `Unset` is `undefined` when the path before it may be. */
type LensStep<M, Unset, R> =
  // Asks for the kind of member only, and where it leads.
  // oxlint-disable-next-line typescript/no-explicit-any
  M extends Reference<any, infer U extends Entity, infer N>
    ? Single<U | N | Unset, R>
    : // oxlint-disable-next-line typescript/no-explicit-any -- as above
      M extends Relation<any, infer U extends Entity>
      ? Lens<U, U[]>
      : M extends LoadableMember & { load(): Promise<infer V> }
        ? Value<V, Unset, R>
        : M extends () => Promise<infer V>
          ? Value<V, Unset, R>
          : Value<M, Unset, R>;

type Value<V, Unset, R> =
  V extends ReadonlyArray<infer U extends Entity> ? Lens<U, U[]> : Single<V | Unset, R>;

/** Behind a collection there is no `undefined`: what is unset is left out of the list. */
type Single<V, R> =
  R extends ReadonlyArray<unknown> ? Lens<NonNullable<V>, NonNullable<V>[]> : Lens<V>;
