// An entity as a function with a reactive hint sees it: what the hint names, loaded, and nothing else. What the function cannot
// read, it cannot depend on without the library knowing.
//
// Only the type is narrow. At run time the function is given the entity itself: a wrapper would have to be made for every entity that
// is reached, would be another object than the one reached by another way, so that `===` would lie, and would be no
// instance of its class.
import type { Changes } from "./Changes.ts";
import type { Entity, FieldsOf, IdOf } from "./Entity.ts";
import type { HintKey, HintUnder, Loaded, MarkLoaded } from "./Loaded.ts";
import type { WithoutMark } from "./ReactiveHint.ts";

/** `T` as far as the reactive hint `H` names its members, at every depth. More hinted is assignable to less hinted. */
export type Reacted<T extends Entity, H> = Pick<T, keyof Entity> & {
  readonly [K in HintKey<H> as WithoutMark<K> & keyof T]: ReactedMember<
    T,
    WithoutMark<K> & keyof T,
    HintUnder<H, K>
  >;
} & ReactedExtras<T, H>;

/** What a reactive function has beside what its hint names. */
interface ReactedBase<T extends Entity, H> {
  /** The entity, with everything that it has: reading from it is not reacted to. */
  readonly fullNonReactiveAccess: Loaded<T, PlainHint<H>>;
  /** What was changed of what the hint names. */
  readonly changes: Pick<Changes<T>, WithoutMark<HintKey<H>> & keyof FieldsOf<T>>;
}

type ReactedExtras<T extends Entity, H> = T extends { readonly transientFields: infer F }
  ? ReactedBase<T, H> & { readonly transientFields: F }
  : ReactedBase<T, H>;

/** The hint as one for loading: what is not reacted to is loaded as well. */
type PlainHint<H> = H extends string
  ? WithoutMark<H>
  : H extends ReadonlyArray<infer K>
    ? ReadonlyArray<WithoutMark<K>>
    : { readonly [K in keyof H as WithoutMark<K> & PropertyKey]: PlainHint<H[K]> };

/** The description of a field tells where it leads without comparing members; what is written by hand is as `Loaded` has it. */
type ReactedMember<T extends Entity, K extends keyof T, H> = K extends keyof FieldsOf<T>
  ? FieldsOf<T>[K] extends {
      readonly kind: "m2o" | "poly";
      readonly type: infer U extends Entity;
      readonly nullable: infer N extends undefined;
    }
    ? ReactedReference<U, ReactedOfAny<U, H> | N, N>
    : FieldsOf<T>[K] extends { readonly kind: "o2o"; readonly type: infer U extends Entity }
      ? ReactedReference<U, ReactedOfAny<U, H> | undefined, undefined>
      : FieldsOf<T>[K] extends {
            readonly kind: "o2m" | "m2m" | "recursive";
            readonly type: infer U extends Entity;
          }
        ? ReactedCollection<Reacted<U, H>>
        : MarkLoaded<T[K], object>
  : MarkLoaded<T[K], H>;

/** Each type of a union with what it has of the hint. */
type ReactedOfAny<U extends Entity, H> = U extends Entity ? Reacted<U, H> : never;

/** A reference that is read and not set. */
export interface ReactedReference<U extends Entity, V, N extends undefined> {
  readonly fieldName: string;
  readonly isLoaded: boolean;
  readonly isSet: boolean;
  readonly get: V;
  /** As `get`, and also a target that was deleted in this unit of work. */
  readonly getWithDeleted: V;
  /** Throws `UnsetReferenceError`, `NoIdError`. */
  readonly id: IdOf<U>;
  /** The id, `undefined` when unset; throws `NoIdError` when the target is new. */
  readonly idIfSet: IdOf<U> | N;
  /** The id, `undefined` when unset or when the target is new. */
  readonly idMaybe: IdOf<U> | undefined;
}

/** A collection that is read and not changed. */
export interface ReactedCollection<V> {
  readonly fieldName: string;
  readonly isLoaded: boolean;
  /** The members without deleted ones, frozen; the same array until something changes. */
  readonly get: ReadonlyArray<V>;
  readonly getWithDeleted: ReadonlyArray<V>;
}

/** A value that may hold entities, as a reactive function gives it back: those may be the narrow ones that it was given. */
export type MaybeReactedEntity<V> = V extends Entity
  ? Pick<V, keyof Entity>
  : V extends ReadonlyArray<infer U extends Entity>
    ? ReadonlyArray<Pick<U, keyof Entity>>
    : V;
