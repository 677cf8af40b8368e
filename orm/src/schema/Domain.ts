// The value that knows one schema: everything that a library would else keep in globals hangs off it.
import type { Entity, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import type { Conversions } from "./Conversions.ts";
import type { EntityEventHub } from "./EntityEventHub.ts";
import type { EntityMeta } from "./EntityMeta.ts";
import type { EnumDetails, EnumMetadata } from "./EnumMetadata.ts";
import type { NativeEnumMetadata } from "./NativeEnumMetadata.ts";
import type { Plugin } from "./Plugin.ts";
import type { Schema } from "./Schema.ts";
import type { SensitiveColumns } from "./SensitiveColumns.ts";

export interface Domain<C = unknown> {
  readonly schema: Schema;
  /** Links classes and schema, once; called by whatever needs the metadata first. @throws DomainError (`DOMAIN`) */
  boot(): void;
  readonly metadata: ReadonlyArray<EntityMeta>;
  /** Whether any type is touched by changes of its relations. */
  readonly isTouched: boolean;
  readonly enums: Readonly<
    Record<string, EnumMetadata<string, EnumDetails> | NativeEnumMetadata<string>>
  >;
  /** What the application gives for the values of single fields. */
  readonly conversions: Conversions;
  readonly fingerprint: string;
  /** Whether the database makes the keys of any type. */
  readonly makesKeys: boolean;
  /** The columns whose values nobody may see; `undefined` when there are none. */
  readonly sensitiveColumns: SensitiveColumns | undefined;
  /** How many entities one entity manager may hold. */
  entityLimit: number;
  /** Where one listens to what happens to entities in all ems of the domain. */
  readonly events: EntityEventHub<C>;
  /** Which changes concern whom. The floor that follows reactive hints knows its type. */
  readonly reactions: unknown;
  /** By the classes of ems, an em of each and an entity of each type, for the engine to know what they look like. */
  readonly specimens: Map<object, unknown>;
  /** Added to every em that is made from here on. */
  readonly plugins: Plugin[];
  /**
   * @throws DomainError (`DOMAIN`) for a name that is not of this domain, ForeignEntityError (`FOREIGN_ENTITY`) for a class that
   * is not
   */
  getMetadata<T extends Entity>(type: MaybeAbstractEntityConstructor<T> | string): EntityMeta<T>;
  /** The entity type of a tagged id. @throws InvalidIdError (`INVALID_ID`) for an unknown tag */
  getMetadataByTag(taggedId: string): EntityMeta;
  /** @throws DomainError (`DOMAIN`) */
  getMetadataForTable(tableName: string): EntityMeta;
  /** By the name of the type. @throws DomainError (`DOMAIN`) */
  getMetadataForType(name: string): EntityMeta;
  /** The class of a tagged id. @throws InvalidIdError (`INVALID_ID`) for an unknown tag */
  getConstructorFromTaggedId(taggedId: string): MaybeAbstractEntityConstructor;
  /** The class of an entity or a tagged id; `undefined` for anything else. */
  maybeGetConstructorFromReference(value: unknown): MaybeAbstractEntityConstructor | undefined;
  /** Test factories by entity name; `kingpost/tests` keeps them here. */
  readonly factories: Map<string, unknown>;
  /** Only a type: what the domain's hooks and defaults are given. */
  readonly __context?: C;
}
