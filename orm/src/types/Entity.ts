// What every entity is, for code that does not know which.
import type { AnyEm } from "./AnyEm.ts";
import type { IdType, TaggedId } from "./Id.ts";

/** The types that belong to one entity class; generated code declares one record per class. No value has it. */
export interface EntityTypes {
  readonly id: IdType;
  readonly fields: object;
  readonly opts: object;
  /** The relations of the options as ids: `publisherId`, `bookIds`. */
  readonly optIds: object;
  readonly filter: object;
  /** The keys that one row at most can have. */
  readonly unique: object;
  readonly order: object;
  readonly factoryExtras: object;
}

/**
 * Holds a type out of sight of assignability. A subtype's record must be one of its base's, but what `em.create` asks of a subtype
 * may be less than what it asks of the base, where the subtype has a default.
 */
// That it has no member of the type is what hides it.
export interface OwnOpts<_Opts> {}

export interface Entity {
  /** Only a type: the class's type record, through which `OptsOf<T>`, `FilterOf<T>` and the like are looked up. */
  readonly __types: EntityTypes;
  readonly em: AnyEm;
  /** The id; throws `NoIdError` while a new entity has none. */
  readonly id: IdType;
  readonly idMaybe: IdType | undefined;
  readonly idTagged: TaggedId;
  readonly idTaggedMaybe: TaggedId | undefined;
  readonly idUntagged: string;
  /** True until a COMMIT included its INSERT. */
  readonly isNewEntity: boolean;
  /** Marked as deleted, whether that was flushed or not. */
  readonly isDeletedEntity: boolean;
  /** Persisted, with changes that were not flushed. */
  readonly isDirtyEntity: boolean;
  /** `a:1`, or `a#1` for a new entity. */
  toTaggedString(): string;
  /** `Author:1`, or `Author#1` for a new entity. */
  toString(): string;
}

/** A class of entities that can be made, by an entity manager only, never by `new`. */
export interface EntityConstructor<T extends Entity = Entity> {
  // The parameters are the library's own; nobody else calls the constructor.
  // oxlint-disable-next-line typescript/no-explicit-any
  new (...args: any): T;
  readonly tagName: string;
}

/** A class of entities, abstract or not: what can be found and loaded. */
export type MaybeAbstractEntityConstructor<T extends Entity = Entity> =
  // As above.
  // oxlint-disable-next-line typescript/no-explicit-any
  (abstract new (...args: any) => T) & { readonly tagName: string };

export type EntityOrId<T extends Entity> = T | IdOf<T>;

export type IdOf<T extends Entity> = T["__types"]["id"];
export type FieldsOf<T extends Entity> = T["__types"]["fields"];
// A union, since what is written for any `T` is checked against what its record says: it would not be against a conditional type.
export type OptsOf<T extends Entity> = T["__types"]["opts"] | OwnOptsOf<T>;
export type OptIdsOf<T extends Entity> = T["__types"]["optIds"];
export type FilterOf<T extends Entity> = T["__types"]["filter"];
/** One of the unique keys: the record has them by name, so that a subtype's can extend its base's. */
export type UniqueOf<T extends Entity> = T["__types"]["unique"][keyof T["__types"]["unique"]];
export type OrderOf<T extends Entity> = T["__types"]["order"];
export type FactoryExtrasOf<T extends Entity> = T["__types"]["factoryExtras"];

type OwnOptsOf<T extends Entity> = T["__types"] extends {
  readonly ownOpts: OwnOpts<infer O extends object>;
}
  ? O
  : never;
