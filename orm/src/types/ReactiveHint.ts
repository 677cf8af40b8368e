// Reactive hints: what a rule, a default or a derived value depends on. They name fields as well as relations, and a key that
// ends in `:ro` is loaded without being reacted to.
import type { Entity, FieldsOf } from "./Entity.ts";
import type { List } from "./List.ts";
import type { LoadableKey, LoadableMember, LoadHint, TargetOf } from "./Loaded.ts";

/** What a hint may react to: the fields of the entity, and its relations unless they are large. */
type FieldKey<T extends Entity> = {
  [K in keyof FieldsOf<T> & keyof T & string]: FieldsOf<T>[K] extends {
    readonly kind: "o2m" | "m2m";
  }
    ? T[K] extends LoadableMember
      ? K
      : never
    : K;
}[keyof FieldsOf<T> & keyof T & string];

/** The keys that a reactive hint may name. With `:ro` it may be anything that can be loaded. */
export type Reactable<T extends Entity> =
  | FieldKey<T>
  | `${FieldKey<T>}:ro`
  | `${LoadableKey<T>}:ro`;

/** What to depend on: `"title"`, `["title", "author"]` or `{ books: "title", firstName: {} }`. */
export type ReactiveHint<T extends Entity> =
  | Reactable<T>
  | List<Reactable<T>>
  | NestedReactiveHint<T>;

export type NestedReactiveHint<T extends Entity> = {
  readonly [K in Reactable<T>]?: HintBelow<T, WithoutMark<K>>;
};

/** A hint on an entity's own fields. */
export type ShallowReactiveHint<T extends Entity> = OwnKey<T> | List<OwnKey<T>>;

/** The key itself, without `:ro`. */
export type WithoutMark<K> = K extends `${infer Name}:ro` ? Name : K;

type OwnKey<T extends Entity> = OwnFieldKey<T> | `${OwnFieldKey<T>}:ro`;
type OwnFieldKey<T extends Entity> = {
  [K in keyof FieldsOf<T> & keyof T & string]: FieldsOf<T>[K] extends {
    readonly kind: "primitive" | "enum" | "m2o" | "poly";
  }
    ? K
    : never;
}[keyof FieldsOf<T> & keyof T & string];

/** What may be named of the entities that a member leads to. The description of a field tells without comparing members. */
type HintBelow<T extends Entity, K> = K extends keyof FieldsOf<T>
  ? FieldsOf<T>[K] extends {
      readonly kind: "m2o" | "o2m" | "o2o" | "m2m" | "recursive";
      readonly type: infer U extends Entity;
    }
    ? ReactiveHint<U>
    : FieldsOf<T>[K] extends { readonly kind: "poly"; readonly type: infer U extends Entity }
      ? HintOfAny<U>
      : NothingBelow
  : K extends keyof T
    ? HintBelowLoadable<TargetOf<T[K]>>
    : NothingBelow;

type HintBelowLoadable<U> = [U] extends [never]
  ? NothingBelow
  : U extends Entity
    ? LoadHint<U>
    : never;

/** The keys of any of several types, each for the entities that have it. */
type HintOfAny<U extends Entity> =
  | KeyOfAny<U>
  | List<KeyOfAny<U>>
  | { readonly [K in KeyOfAny<U>]?: BelowAny<U, K> };
type KeyOfAny<U> = U extends Entity ? Reactable<U> : never;
type BelowAny<U, K> = U extends Entity
  ? K extends Reactable<U>
    ? HintBelow<U, WithoutMark<K>>
    : never
  : never;

interface NothingBelow {
  readonly [key: string]: never;
}
