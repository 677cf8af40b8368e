// What `toJSON` makes of an entity by a hint.
import type { Property } from "./computed.ts";
import type { Entity, IdOf, OptIdsOf } from "./Entity.ts";
import type {
  Collection,
  EnumCollection,
  LazyField,
  ReadOnlyCollection,
  Reference,
} from "./relations.ts";

export interface JsonOptions {
  /** `"string"`: JSON itself has no bigints, so they are given as text. */
  readonly bigint?: "string" | undefined;
}

/** The value of each key of the hint: a plain object, `null` where there is no value. */
export type JsonPayload<T extends Entity, H> = T extends Entity
  ? H extends ReadonlyArray<infer K>
    ? { [P in K & ShownKey<T>]: JsonMember<T, P, true> }
    : {
        -readonly [P in keyof H as ShownAs<T, P, H[P]>]: H[P] extends (...args: never) => infer R
          ? JsonValue<Awaited<R>, true>
          : JsonMember<T, P, H[P]> | WhenLeftOut<H[P]>;
      }
  : never;

/** What is decided at run time may be left out. */
type WhenLeftOut<V> = [V] extends [boolean] ? (boolean extends V ? undefined : never) : never;

/** What `toJSON` takes, one entity or a list, and the entity in it. */
export type JsonEntity<G> = Extract<G extends ReadonlyArray<infer M> ? M : G, Entity>;

/** What `toJSON` gives for what it was given. */
export type JsonResult<G, P> = G extends ReadonlyArray<unknown> ? P[] : P;

/** As it is with the options: bigints are texts when these say so. */
export type JsonPayloadWith<P, O> = O extends { readonly bigint: "string" } ? TextInstead<P> : P;

type TextInstead<P> = P extends bigint
  ? string
  : P extends ReadonlyArray<infer V>
    ? TextInstead<V>[]
    : P extends Date | ((...args: never) => unknown)
      ? P
      : P extends object
        ? { [K in keyof P]: TextInstead<P[K]> }
        : P;

type ShownKey<T extends Entity> = keyof T | keyof OptIdsOf<T>;

/** In a list of several types each shows what it has. */
type ShownAs<T extends Entity, P, V> = V extends false | undefined
  ? never
  : V extends (...args: never) => unknown
    ? P
    : P & ShownKey<T>;

type JsonMember<T extends Entity, P, H> = P extends keyof T
  ? MemberValue<T[P], H>
  : P extends keyof OptIdsOf<T>
    ? IdsValue<T, P, NonNullable<OptIdsOf<T>[P]>>
    : never;

/** References may lead nowhere; collections have ids or none. */
type IdsValue<T, P, I> =
  I extends ReadonlyArray<infer Id>
    ? Id[]
    : I | (P extends `${infer R}Id` ? (R extends keyof T ? NullOf<T[R]> : null) : null);

// oxlint-disable-next-line typescript/no-explicit-any -- asks for the kind of member only
type NullOf<M> = M extends Reference<any, any, infer N> ? NullFor<N> : null;
type NullFor<N> = [N] extends [never] ? never : null;

// Each asks for the kind of member only, and where it leads.
type MemberValue<M, H> =
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  M extends Reference<any, infer U, infer N>
    ? EntityJson<U, H> | NullFor<N>
    : // oxlint-disable-next-line typescript/no-explicit-any -- as above
      M extends Collection<any, infer U>
      ? EntityJson<U, H>[]
      : // oxlint-disable-next-line typescript/no-explicit-any -- as above
        M extends ReadOnlyCollection<any, infer U>
        ? EntityJson<U, H>[]
        : // oxlint-disable-next-line typescript/no-explicit-any -- as above
          M extends EnumCollection<any, infer C>
          ? C[]
          : // oxlint-disable-next-line typescript/no-explicit-any -- as above
            M extends LazyField<any, infer V>
            ? JsonValue<V, H>
            : // oxlint-disable-next-line typescript/no-explicit-any -- as above
              M extends Property<any, infer V>
              ? JsonValue<V, H>
              : JsonValue<M, H>;

/** What is worked out may be entities too. */
type JsonValue<V, H> = V extends undefined | void
  ? null
  : V extends Entity
    ? EntityJson<V, H>
    : V extends ReadonlyArray<infer U extends Entity>
      ? EntityJson<U, H>[]
      : V;

/** The id where nothing of the entity is named. */
type EntityJson<U extends Entity, H> = U extends Entity
  ? H extends boolean | readonly [] | Record<string, never>
    ? IdOf<U>
    : JsonPayload<U, H>
  : never;
