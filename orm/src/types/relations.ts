// The members of an entity that lead to other entities, unloaded and loaded.
import type { Entity, IdOf } from "./Entity.ts";
import type { TaggedId } from "./Id.ts";

declare const unloaded: unique symbol;
declare const target: unique symbol;
declare const nullability: unique symbol;
declare const remedy: unique symbol;

/**
 * A relation that was not loaded, as the compiler names it: reading `.get` gives
 * `Property 'get' does not exist on type 'NotLoaded<"books", "add it to populate", Collection<Author, Book>>'`.
 */
export type NotLoaded<Member extends string, Remedy extends string, R> = R & {
  readonly [unloaded]?: readonly [Member, Remedy] | undefined;
};

export interface LoadOptions {
  /**
   * Asks the database again which members a collection or one-to-one has; what was changed in memory is kept on top. A
   * many-to-one knows its target from its own row, so it has nothing to ask.
   */
  readonly forceReload?: boolean;
  /** Resolves to the members that were deleted as well. */
  readonly withDeleted?: boolean;
}

/** What all relations have in common: `T` owns it, `U` is where it leads. */
export interface Relation<T extends Entity, U extends Entity> {
  readonly entity: T;
  readonly fieldName: string;
  readonly isLoaded: boolean;
  /** Set, added to or removed from by user code in this unit of work. */
  readonly hasBeenSet: boolean;
  readonly [target]?: readonly [U] | undefined;
}

/**
 * A relation to one entity; `N` is `never` where there always is one and `undefined` where there may be none. References that are
 * written by hand have this type. Its last argument is left out: the compiler prints it, so that reading `.get` of one that was not loaded gives
 * `Property 'get' does not exist on type 'Reference<Shipment, Customer, never, "add it to populate">'`.
 */
export interface Reference<
  T extends Entity,
  U extends Entity,
  N extends never | undefined,
  Remedy extends string = "add it to populate",
> extends Relation<T, U> {
  /** The entity, from memory when it is there. **SQL**: one statement for all references of this kind asked for in a tick. */
  load(options?: LoadOptions): Promise<U | N>;
  set(other: U | N): void;
  readonly idTaggedMaybe: TaggedId | undefined;
  /** Only a type, in a list of one: inference would else read `U | N` for both. */
  readonly [nullability]?: readonly [N] | undefined;
  readonly [remedy]?: Remedy | undefined;
  /** Only a type: what tells the kinds apart, which else have the same members. */
  readonly __kind?: "reference" | "m2o" | "o2o" | "poly" | undefined;
}

export interface LoadedReference<
  T extends Entity,
  U extends Entity,
  N extends never | undefined,
> extends Reference<T, U, N> {
  readonly get: U | N;
  /** As `get`, but `undefined` for a target that is softly deleted. */
  readonly getIfActive: U | undefined;
  /** As `get`, and also a target that was deleted in this unit of work. */
  readonly getWithDeleted: U | N;
  /** The target's id. Throws `UnsetReferenceError`, `NoIdError`. */
  readonly id: IdOf<U>;
  /** The id, `undefined` when unset or when the target is new. */
  readonly idMaybe: IdOf<U> | undefined;
  readonly isSet: boolean;
}

/** The side that holds the foreign key: the id is known without loading. */
export interface ManyToOneReference<
  T extends Entity,
  U extends Entity,
  N extends never | undefined,
> extends Reference<T, U, N> {
  /** The target's id; assigning one repoints the reference without loading. Throws `UnsetReferenceError`, `NoIdError`. */
  get id(): IdOf<U>;
  set id(id: IdOf<U> | N);
  /** The id, `undefined` when unset; throws `NoIdError` when the target is new. */
  readonly idIfSet: IdOf<U> | undefined;
  /** The id, `undefined` when unset or when the target is new. */
  readonly idMaybe: IdOf<U> | undefined;
  readonly idUntagged: string;
  /** The id without its tag, `undefined` when unset; throws `NoIdError` when the target is new. */
  readonly idUntaggedIfSet: string | undefined;
  /** True for a new target as well. */
  readonly isSet: boolean;
  readonly __kind?: "m2o" | undefined;
}

export interface LoadedManyToOneReference<
  T extends Entity,
  U extends Entity,
  N extends never | undefined,
> extends ManyToOneReference<T, U, N> {
  readonly get: U | N;
  /** As `get`, but `undefined` for a target that is softly deleted. */
  readonly getIfActive: U | undefined;
  readonly getWithDeleted: U | N;
}

/**
 * A reference to entities of several types, `U` being their union. Exactly one of its columns is set, those of the other
 * types are NULL.
 */
export interface PolymorphicReference<
  T extends Entity,
  U extends Entity,
  N extends never | undefined,
> extends Reference<T, U, N> {
  /**
   * The target's id; assigning one repoints the reference without loading. Only a tagged id says whose it is. Throws
   * `UnsetReferenceError`, `NoIdError`, `InvalidIdError`.
   */
  get id(): IdOf<U>;
  set id(id: TaggedId | N);
  readonly idIfSet: IdOf<U> | undefined;
  readonly idMaybe: IdOf<U> | undefined;
  /** As `id`, always with the tag. */
  readonly idTagged: TaggedId;
  readonly idUntagged: string;
  readonly idUntaggedIfSet: string | undefined;
  readonly isSet: boolean;
  readonly __kind?: "poly" | undefined;
}

export interface LoadedPolymorphicReference<
  T extends Entity,
  U extends Entity,
  N extends never | undefined,
> extends PolymorphicReference<T, U, N> {
  readonly get: U | N;
  /** As `get`, but `undefined` for a target that is softly deleted. */
  readonly getIfActive: U | undefined;
  readonly getWithDeleted: U | N;
}

/** One-to-one seen from the side without the foreign key. */
export interface OneToOneReference<T extends Entity, U extends Entity> extends Reference<
  T,
  U,
  undefined
> {
  readonly __kind?: "o2o" | undefined;
}

export interface LoadedOneToOneReference<
  T extends Entity,
  U extends Entity,
> extends OneToOneReference<T, U> {
  readonly get: U | undefined;
  /** As `get`, but `undefined` for a target that is softly deleted. */
  readonly getIfActive: U | undefined;
  readonly getWithDeleted: U | undefined;
  /** The child's id; throws `UnsetReferenceError`, `NoIdError`. */
  readonly id: IdOf<U>;
  readonly idIfSet: IdOf<U> | undefined;
  readonly idMaybe: IdOf<U> | undefined;
  readonly idUntagged: string;
  readonly idUntaggedIfSet: string | undefined;
  readonly isSet: boolean;
}

/** One-to-many or many-to-many. */
export interface Collection<T extends Entity, U extends Entity> extends Relation<T, U> {
  /** The members. **SQL**: one statement for all collections of this kind asked for in a tick. */
  load(options?: LoadOptions): Promise<ReadonlyArray<U>>;
  /** The member with this id, if it is one. */
  find(id: IdOf<U>): Promise<U | undefined>;
  includes(other: U): Promise<boolean>;
  add(other: U): void;
  remove(other: U): void;
  /** Makes the collection exactly this list, loaded or not. */
  set(values: ReadonlyArray<U>): void;
  readonly __kind?: "collection" | undefined;
}

export interface LoadedCollection<T extends Entity, U extends Entity> extends Collection<T, U> {
  /** The members without deleted ones, frozen; the same array until something changes. */
  readonly get: ReadonlyArray<U>;
  readonly getWithDeleted: ReadonlyArray<U>;
  removeAll(): void;
}

/** The codes of an enum that an entity has by a join table; `C` is the union of codes. */
export interface EnumCollection<T extends Entity, C extends string> extends Relation<T, never> {
  /** The codes in the order of the enum. **SQL**: one statement for all collections of this kind asked for in a tick. */
  load(options?: Pick<LoadOptions, "forceReload">): Promise<ReadonlyArray<C>>;
  includes(code: C): Promise<boolean>;
  add(code: C): void;
  remove(code: C): void;
  /** Makes the codes exactly these, loaded or not. */
  set(codes: ReadonlyArray<C>): void;
  readonly __kind?: "m2mEnum" | undefined;
}

export interface LoadedEnumCollection<T extends Entity, C extends string> extends EnumCollection<
  T,
  C
> {
  /** The codes in the order of the enum, frozen; the same array until something changes. */
  readonly get: ReadonlyArray<C>;
  removeAll(): void;
}

/** Entities that are worked out from other relations, so that nothing can be added to them or removed. */
export interface ReadOnlyCollection<T extends Entity, U extends Entity> extends Relation<T, U> {
  /** The members. **SQL**: one statement for all collections of this kind asked for in a tick. */
  load(options?: LoadOptions): Promise<ReadonlyArray<U>>;
  readonly __kind?: "readOnly" | undefined;
}

export interface LoadedReadOnlyCollection<
  T extends Entity,
  U extends Entity,
> extends ReadOnlyCollection<T, U> {
  /** The members without deleted ones, frozen; the same array until something changes. */
  readonly get: ReadonlyArray<U>;
  readonly getWithDeleted: ReadonlyArray<U>;
}

export interface RecursiveLoadOptions extends LoadOptions {
  /** How often the relation is followed at most, from 1 up to 10,000; what is further away is neither loaded nor answered. */
  readonly maxDepth?: number;
}

/**
 * All that a relation of an entity to its own kind leads to when it is followed over and over: near ones before far ones,
 * each once. It is worked out from memory whenever it is read, so what is not flushed is part of it.
 */
export interface RecursiveCollection<T extends Entity, U extends Entity> extends ReadOnlyCollection<
  T,
  U
> {
  /**
   * The members; the relation itself is loaded on all of them as well.
   * @example
   * const bosses = await employee.managersRecursive.load({ maxDepth: 2 });
   *
   * **SQL**: one recursive statement for all collections of this kind asked for in a tick; it stops where it has been.
   * @throws RecursiveCycleError (`RECURSIVE_CYCLE`)
   */
  load(options?: RecursiveLoadOptions): Promise<ReadonlyArray<U>>;
  readonly __recursive?: true | undefined;
}

/** A column that is left out of the rows that are read, and loaded when asked for. */
export interface LazyField<T extends Entity, V> {
  readonly entity: T;
  readonly fieldName: string;
  readonly isLoaded: boolean;
  /**
   * The value.
   *
   * **SQL**: one statement for all lazy columns of a type that are asked for in a tick; none once it is loaded.
   * @throws NotFoundError (`NOT_FOUND`) when the row is gone
   */
  load(options?: LazyLoadOptions): Promise<V>;
  /** Sets the value, loaded or not. */
  set(value: V): void;
  readonly __kind?: "lazy" | undefined;
}

export interface LoadedLazyField<T extends Entity, V> extends LazyField<T, V> {
  readonly get: V;
}

export interface LazyLoadOptions {
  /** Asks the database again; a value that was set and not flushed stays. */
  readonly forceReload?: boolean;
}
