// Types of entities that extend each other.
import type { Entity, MaybeAbstractEntityConstructor, FilterOf } from "./Entity.ts";
import type { List } from "./List.ts";

/** A filter on a subtype, in the filter of what it extends: conditions on its members, or whether an entity is of it. */
export type SubtypeFilter<U extends Entity> = FilterOf<U> | boolean;

/** The types that an entity may be of. */
export type TypeFilter<U extends Entity> =
  | MaybeAbstractEntityConstructor<U>
  | List<MaybeAbstractEntityConstructor<U>>;

/** The names that `isA` takes: of the entity's type and of all that extend it. */
export type KindName<T extends Entity> = KeyOfEach<KindsOf<T>>;

/** The type of that name. */
export type KindNamed<T extends Entity, N extends string> = NamedInEach<KindsOf<T>, N>;

/** What `isA` narrows to: the named type, with what is known of the entity beside its type. */
export type OfKind<T extends Entity, N extends string> =
  KindNamed<T, N> extends infer U ? (U extends T ? U : T & U) : never;

/** The names of the fields that only types have which extend the entity's. */
export type SubtypeFieldName<T> = FieldNameInEach<KindsOf<T>>;

type FieldNameInEach<K> = K extends unknown
  ? {
      [N in keyof K]-?: NonNullable<K[N]> extends { readonly __types: { readonly fields: infer F } }
        ? keyof F & string
        : never;
    }[keyof K]
  : never;

type KindsOf<T> = T extends { readonly __types: { readonly kinds: infer K } } ? K : never;
type KeyOfEach<K> = K extends unknown ? keyof K & string : never;
type NamedInEach<K, N extends string> = K extends unknown
  ? N extends keyof K
    ? NonNullable<K[N]>
    : never
  : never;
