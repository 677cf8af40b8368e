// Load hints, and what entities look like once a hint was loaded.
import type {
  AsyncMethod,
  AsyncProperty,
  LoadedMethod,
  LoadedProperty,
  Property,
} from "./computed.ts";
import type { Entity } from "./Entity.ts";
import type { List } from "./List.ts";
import type {
  Collection,
  EnumCollection,
  LazyField,
  LoadedCollection,
  LoadedEnumCollection,
  LoadedLazyField,
  LoadedManyToOneReference,
  LoadedOneToOneReference,
  LoadedPolymorphicReference,
  LoadedReadOnlyCollection,
  LoadedReference,
  ManyToOneReference,
  OneToOneReference,
  PolymorphicReference,
  ReadOnlyCollection,
  Reference,
  Relation,
} from "./relations.ts";

/** What all members have in common that a hint may name. Asked of each member of an entity, so it compares no entities. */
export interface LoadableMember {
  readonly isLoaded: boolean;
  readonly fieldName: string;
  load(...args: never): Promise<unknown>;
}

/** The members of an entity that a hint may name: relations, lazy columns, properties and the like; what is large is not loaded. */
export type LoadableKey<T> = {
  [K in keyof T & string]: T[K] extends LoadableMember ? K : never;
}[keyof T & string];

/** The entity that a relation leads to. */
// oxlint-disable-next-line typescript/no-explicit-any
export type TargetOf<R> = R extends Relation<any, infer U> ? U : never;

/** What to load: `"books"`, `["books", "publisher"]` or `{ books: { reviews: {} } }`. */
export type LoadHint<T extends Entity> = LoadableKey<T> | List<LoadableKey<T>> | HintByKey<T>;

/** Where there is nothing to load no key is one; an object type without keys would take every text. */
type HintByKey<T extends Entity> = [LoadableKey<T>] extends [never]
  ? NothingBelow
  : NestedLoadHint<T>;

export type NestedLoadHint<T extends Entity> = {
  readonly [K in LoadableKey<T>]?: HintBelow<T[K]>;
};

/** What to load of the entities that a relation leads to. */
type HintBelow<R> =
  // oxlint-disable-next-line typescript/no-explicit-any -- asks for the kind of member only
  R extends PolymorphicReference<any, infer U, any>
    ? PolymorphicHint<U>
    : // oxlint-disable-next-line typescript/no-explicit-any -- as above
      R extends EnumCollection<any, any>
      ? NothingBelow
      : // oxlint-disable-next-line typescript/no-explicit-any -- as above
        R extends Relation<any, infer U>
        ? LoadHint<U>
        : // oxlint-disable-next-line typescript/no-explicit-any -- as above
          R extends Property<any, infer V>
          ? HintOfValue<V>
          : NothingBelow;

/** A value may be an entity or a list of them; another one leads nowhere. */
type HintOfValue<V> = [EntityIn<V>] extends [never] ? NothingBelow : LoadHint<EntityIn<V>>;
type EntityIn<V> = V extends Entity
  ? V
  : V extends ReadonlyArray<infer U extends Entity>
    ? U
    : never;
interface NothingBelow {
  readonly [key: string]: never;
}

/** The keys of any of several types, each for the entities that have it. */
type PolymorphicHint<U extends Entity> =
  | KeyOfAny<U>
  | List<KeyOfAny<U>>
  | { readonly [K in KeyOfAny<U>]?: HintBelow<MemberOfAny<U, K>> };

type KeyOfAny<U> = U extends Entity ? LoadableKey<U> : never;
type MemberOfAny<U, K> = U extends Entity ? (K extends keyof U ? U[K] : never) : never;

/** The loaded form of one member, whose entities are loaded with `H`. */
export type MarkLoaded<R, H> =
  R extends ManyToOneReference<infer T, infer U, infer N>
    ? LoadedManyToOneReference<T, LoadedTarget<U, H>, N>
    : R extends OneToOneReference<infer T, infer U>
      ? LoadedOneToOneReference<T, LoadedTarget<U, H>>
      : R extends Collection<infer T, infer U>
        ? LoadedCollection<T, LoadedTarget<U, H>>
        : R extends PolymorphicReference<infer T, infer U, infer N>
          ? LoadedPolymorphicReference<T, LoadedTargets<U, H>, N>
          : R extends Reference<infer T, infer U, infer N>
            ? LoadedReference<T, LoadedTarget<U, H>, N>
            : R extends ReadOnlyCollection<infer T, infer U>
              ? LoadedReadOnlyCollection<T, LoadedTarget<U, H>>
              : R extends LazyField<infer T, infer V>
                ? LoadedLazyField<T, V>
                : R extends EnumCollection<infer T, infer C>
                  ? LoadedEnumCollection<T, C>
                  : R extends Property<infer T, infer V>
                    ? LoadedProperty<T, LoadedValue<V, H>>
                    : R extends AsyncMethod<infer T, infer A, infer V>
                      ? LoadedMethod<T, A, V>
                      : R;

/** Entities in a property's value are loaded with what is below it. */
type LoadedValue<V, H> = keyof H extends never
  ? V
  : V extends Entity
    ? Loaded<V, H>
    : V extends ReadonlyArray<infer U extends Entity>
      ? ReadonlyArray<Loaded<U, H>>
      : V;

type LoadedTarget<U extends Entity, H> = keyof H extends never ? U : Loaded<U, H>;
/** Each type of a union with what it has of the hint. */
type LoadedTargets<U extends Entity, H> = U extends Entity ? LoadedTarget<U, H> : never;

/** `T` with the members that `H` names loaded, nested. More loaded is assignable to less loaded. */
export type Loaded<T extends Entity, H> = T & {
  readonly [K in HintKey<H> & keyof T]: MarkLoaded<T[K], HintUnder<H, K>>;
};

/** What `populate` takes: a hint, or an object with one and how to load it. A relation named `hint` is given as text or in a list. */
export type PopulateHint<T extends Entity> = LoadHint<T> | PopulateSettings<T>;

export interface PopulateSettings<T extends Entity> {
  readonly hint: LoadHint<T>;
  /** Reads again what is loaded; what was changed in memory is kept on top. */
  readonly forceReload?: boolean;
}

/** The hint in what `populate` was given. */
export type HintIn<P> = P extends { readonly hint: infer H } ? H : P;
/** What a find gives whose hint may be left out. */
export type Found<T extends Entity, H> = [H] extends [never] ? T : Loaded<T, H>;

/** The entity in what `em.populate` is given: one, or a list. */
export type PopulatedEntity<G> = Extract<G extends ReadonlyArray<infer M> ? M : G, Entity>;

/** What `em.populate` gives back. */
export type Populated<G, P> =
  G extends ReadonlyArray<infer M>
    ? (Loaded<Extract<M, Entity>, HintIn<P>> | Exclude<M, Entity>)[]
    : G extends Entity
      ? Loaded<G, HintIn<P>>
      : never;

export type HintKey<H> = H extends string ? H : H extends ReadonlyArray<infer K> ? K : keyof H;
export type HintUnder<H, K> = H extends string
  ? object
  : H extends ReadonlyArray<unknown>
    ? object
    : K extends keyof H
      ? NormalHint<H[K]>
      : object;
/** The empty object hints at nothing, as does `undefined`. */
type NormalHint<H> = H extends undefined ? object : H;

/**
 * What `em.create` gives: every relation is loaded, since a new entity has nothing in the database. What is fetched from there is
 * not. `O` are the options that it was made with: the entities among them are as much loaded behind the relation as they were.
 */
export type New<T extends Entity, O = object> = T & {
  readonly [K in LoadableKey<T>]: K extends keyof O ? MarkGiven<T[K], O[K]> : MarkNew<T[K]>;
};

/** A relation that was given entities, whose types may say more of them than the relation's own. */
type MarkGiven<R, V> = [EntityIn<V>] extends [never]
  ? MarkNew<R>
  : R extends ManyToOneReference<infer T, infer _U, infer N>
    ? V extends Entity
      ? LoadedManyToOneReference<T, V, N>
      : MarkNew<R>
    : R extends OneToOneReference<infer T, infer _U>
      ? V extends Entity
        ? LoadedOneToOneReference<T, V>
        : MarkNew<R>
      : R extends Collection<infer T, infer _U>
        ? LoadedCollection<T, EntityIn<V>>
        : R extends PolymorphicReference<infer T, infer _U, infer N>
          ? V extends Entity
            ? LoadedPolymorphicReference<T, V, N>
            : MarkNew<R>
          : MarkNew<R>;

// oxlint-disable-next-line typescript/no-explicit-any -- asks for the kind of member only
type MarkNew<R> = R extends AsyncProperty<any, any> ? R : MarkLoaded<R, object>;

/** New at every depth: what factories give. */
export type DeepNew<T extends Entity> = T & {
  readonly [K in LoadableKey<T>]: MarkDeepNew<T[K]>;
};

type MarkDeepNew<R> =
  R extends ManyToOneReference<infer T, infer U, infer N>
    ? LoadedManyToOneReference<T, DeepNew<U>, N>
    : R extends OneToOneReference<infer T, infer U>
      ? LoadedOneToOneReference<T, DeepNew<U>>
      : R extends Collection<infer T, infer U>
        ? LoadedCollection<T, DeepNew<U>>
        : R extends PolymorphicReference<infer T, infer U, infer N>
          ? LoadedPolymorphicReference<T, DeepNewOfAny<U>, N>
          : R extends ReadOnlyCollection<infer T, infer U>
            ? LoadedReadOnlyCollection<T, DeepNew<U>>
            : MarkNew<R>;

type DeepNewOfAny<U extends Entity> = U extends Entity ? DeepNew<U> : never;
