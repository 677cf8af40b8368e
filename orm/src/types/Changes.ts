// What `entity.changes` tells: for each field, whether it changed in this unit of work, and from what.
import type { Entity, FieldsOf } from "./Entity.ts";
import type { SubtypeFieldName } from "./hierarchy.ts";

/** What every field tells. `K` is the kind of the field. */
export interface FieldStatus<K extends string = string> {
  readonly kind: K;
  /** True for a new entity that has a value, and for a persisted one whose value differs from the row's. */
  readonly hasChanged: boolean;
  /** As `hasChanged`, for persisted entities only. */
  readonly hasUpdated: boolean;
}

/** A field with a value of its own. */
export interface PrimitiveFieldStatus<V> extends FieldStatus<"field"> {
  /** The value that the database has; `undefined` for NULL and for new entities. */
  readonly originalValue: V | undefined;
}

/** As `IdOf`, of what is not known to be an entity before somebody asks. */
type IdIn<U> = U extends { readonly __types: { readonly id: infer I } } ? I : never;

/** A reference: many-to-one, one-to-one, polymorphic. */
export interface ReferenceFieldStatus<U, K extends string> extends FieldStatus<K> {
  /** The id of where the reference led; of a one-to-one it is known only once that was loaded. */
  readonly originalValue: IdIn<U> | undefined;
  /**
   * Where the reference led, loaded when it is not in memory, and also when it is being deleted.
   *
   * **SQL**: none, or one statement for all that are asked for in a tick.
   */
  readonly originalEntity: Promise<U | undefined>;
}

export type ManyToOneFieldStatus<U extends Entity> = ReferenceFieldStatus<U, "m2o">;

/** A one-to-many or many-to-many, loaded or not. */
export interface CollectionFieldStatus<U, K extends string> extends FieldStatus<K> {
  readonly added: ReadonlyArray<U>;
  readonly removed: ReadonlyArray<U>;
  /** What was added, then what was removed. */
  readonly changed: ReadonlyArray<U>;
  /** The members that the database has. **SQL**: one statement for all collections asked for in a tick; none when loaded. */
  readonly originalEntities: Promise<ReadonlyArray<U>>;
}

export type OneToManyFieldStatus<U extends Entity> = CollectionFieldStatus<U, "o2m">;
export type ManyToManyFieldStatus<U extends Entity> = CollectionFieldStatus<U, "m2m">;

/** The codes of an enum collection, loaded or not. */
export interface EnumCollectionFieldStatus<C extends string> extends FieldStatus<"m2mEnum"> {
  readonly added: ReadonlyArray<C>;
  readonly removed: ReadonlyArray<C>;
  /** What was added, then what was removed. */
  readonly changed: ReadonlyArray<C>;
  /** The codes that the database has. **SQL**: one statement for all collections asked for in a tick; none when loaded. */
  readonly originalValues: Promise<ReadonlyArray<C>>;
}

/**
 * The status of a field by its description. Only the kind is compared: a question about `type` would compare entities by all of
 * their members, `changes` among them, and the type of an entity that `isA` narrowed would turn in a circle.
 */
type StatusOf<F> = F extends { kind: infer K extends "m2o" | "o2o" | "poly"; type: unknown }
  ? ReferenceFieldStatus<F["type"], K>
  : F extends { kind: infer K extends "o2m" | "m2m"; type: unknown }
    ? CollectionFieldStatus<F["type"], K>
    : F extends { kind: "m2mEnum"; type: infer C extends string }
      ? EnumCollectionFieldStatus<C>
      : F extends { kind: "recursive" }
        ? undefined
        : F extends { type: infer V }
          ? PrimitiveFieldStatus<V>
          : never;

/** Of an entity that can be any, the names of its fields can be, too; one that may be of a subtype may have the fields of that. */
type FieldName<T extends Entity> = [keyof FieldsOf<T>] extends [never]
  ? string
  : (keyof FieldsOf<T> & string) | SubtypeFieldName<T>;

/**
 * The changes of one entity since it was loaded or last flushed, field by field. It is live: it tells what is so when it is asked.
 * @example
 * if (author.changes.firstName.hasUpdated) log(`was ${author.changes.firstName.originalValue}`);
 */
export type Changes<T extends Entity> = {
  /** The names of the fields that changed. */
  readonly fields: ReadonlyArray<FieldName<T>>;
  /** As `fields`, without collections. */
  readonly fieldsWithoutRelations: ReadonlyArray<FieldName<T>>;
} & { readonly [K in keyof FieldsOf<T>]: StatusOf<FieldsOf<T>[K]> };
