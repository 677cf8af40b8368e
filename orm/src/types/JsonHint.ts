// What of an entity is wanted as JSON: names of members, nested as deep as is wanted, and functions under names of one's own.
import type { AsyncMethod, Property } from "./computed.ts";
import type { Entity, OptIdsOf } from "./Entity.ts";
import type { LargeCollection } from "./LargeCollection.ts";
import type { List } from "./List.ts";
import type { Loaded, LoadableKey } from "./Loaded.ts";
import type { ManyToOneReference, PolymorphicReference, Relation } from "./relations.ts";

/** What every entity has beside its id, and what is no value. */
type Hidden = Exclude<keyof Entity, "id"> | "changes" | "fullNonReactiveAccess" | "transientFields";

type NoValue =
  | ((...args: never) => unknown)
  // Asks for the kind of member only.
  // oxlint-disable-next-line typescript/no-explicit-any
  | LargeCollection<any, any>
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  | AsyncMethod<any, any, any>;

/** The members that JSON can show: fields, relations, relations as ids (`publisherId`, `bookIds`), getters, properties. */
export type JsonKey<T extends Entity> = T extends Entity
  ? (keyof OptIdsOf<T> & string) | ValueKey<T>
  : never;

type ValueKey<T> = {
  [K in keyof T & string]: K extends Hidden ? never : T[K] extends NoValue ? never : K;
}[keyof T & string];

/** A hint without functions: `["id", "firstName"]`, or `{ firstName: true, books: ["title"] }`. */
export type JsonHint<T extends Entity> = List<JsonKey<T>> | NestedJsonHint<T>;

export type NestedJsonHint<T extends Entity> = {
  readonly [K in JsonKey<T>]?: boolean | JsonHint<JsonTarget<T, K>> | undefined;
};

/** The entities that a member leads to. */
export type JsonTarget<T extends Entity, K> = T extends Entity
  ? K extends keyof T
    ? TargetIn<T[K]>
    : never
  : never;

type TargetIn<M> =
  // Asks for the kind of member only, and where it leads.
  // oxlint-disable-next-line typescript/no-explicit-any
  M extends Relation<any, infer U>
    ? U
    : // oxlint-disable-next-line typescript/no-explicit-any -- as above
      M extends Property<any, infer V>
      ? EntityIn<V>
      : EntityIn<M>;

type EntityIn<V> = V extends Entity
  ? V
  : V extends ReadonlyArray<infer U extends Entity>
    ? U
    : never;

/**
 * What `toJSON` takes. A hint is inferred twice: `S` is what can be known of it without looking into functions with parameters,
 * which is checked and says what they are given; `H` is the whole of it, with what they give.
 */
export type CheckedJsonHint<T extends Entity, S, H> = CheckedKeys<T, S> & {
  readonly [K in keyof H]: H[K];
};

type CheckedKeys<T extends Entity, S> =
  S extends ReadonlyArray<unknown>
    ? {
        readonly [I in keyof S]: S[I] &
          (S[I] extends JsonKey<T> ? unknown : NoSuchMember<S[I], "nothing can be shown of it">);
      }
    : { readonly [K in keyof S]: S[K] & CheckedValue<T, S, K, S[K]> };

type CheckedValue<T extends Entity, S, K, V> = unknown extends V
  ? K extends JsonKey<T>
    ? NestedContext<JsonTarget<T, K>>
    : JsonFunction<T, S>
  : V extends (...args: never) => unknown
    ? JsonFunction<T, S>
    : K extends JsonKey<T>
      ? V extends boolean | undefined
        ? unknown
        : // What is known of it is known at its own place.
          NoInfer<CheckedBelow<JsonTarget<T, K>, V>>
      : NoSuchMember<K, "a name of your own takes a function">;

/** Functions are given the entity loaded by the rest of the hint. */
type JsonFunction<T extends Entity, S> = (entity: Loaded<T, LoadedBy<T, S>>) => unknown;

/** The members that are loaded for a hint, as a load hint. */
type LoadedBy<T extends Entity, S> = {
  readonly [K in keyof S & LoadableKey<T> as IsLoaded<T[K], S[K]> extends true ? K : never]: object;
};

/** The id of a reference is known without loading it. */
type IsLoaded<M, V> = V extends false | undefined
  ? false
  : V extends true | Record<string, never>
    ? // Asks for the kind of member only.
      // oxlint-disable-next-line typescript/no-explicit-any
      M extends ManyToOneReference<any, any, any> | PolymorphicReference<any, any, any>
      ? false
      : true
    : true;

/** Further down functions are given the entity that they stand at. */
interface NestedContext<U> {
  readonly [name: string]: boolean | object | ((entity: U) => unknown) | undefined;
}

/** Where nothing can be named, `{}` is as good as `true`. */
type CheckedBelow<U extends Entity, S> = [U] extends [never]
  ? { readonly [K in keyof S]: NoSuchMember<K, "there are no entities to take it from"> }
  : CheckedKeys<U, S>;

/** What the compiler says of a name that is none: `NoSuchMember<"frstName", "a name of your own takes a function">`. */
interface NoSuchMember<Name, Remedy extends string> {
  readonly __noSuchMember: readonly [Name, Remedy];
}
