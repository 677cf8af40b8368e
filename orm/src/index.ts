// The door of `kingpost`: what applications and generated code import, by room.

// types
export type { AnyEm, Em, FindOptions, FlushResult, PendingChange } from "./types/Em.ts";
export type {
  Entity,
  EntityConstructor,
  EntityOrId,
  EntityTypes,
  FactoryExtrasOf,
  FieldsOf,
  FilterOf,
  IdOf,
  OptsOf,
  OrderOf,
} from "./types/Entity.ts";
export type {
  CollectionFilter,
  EntityFilter,
  ValueFilter,
  ValueOperators,
} from "./types/Filter.ts";
export type { Flavor, IdType, TaggedId } from "./types/Id.ts";
export type {
  DeepNew,
  LoadableKey,
  Loaded,
  LoadHint,
  MarkLoaded,
  NestedLoadHint,
  New,
  Populated,
  PopulatedEntity,
  TargetOf,
} from "./types/Loaded.ts";
export type { MaybePromise } from "./types/MaybePromise.ts";
export type { OrderBy } from "./types/OrderBy.ts";
export type {
  Collection,
  LoadedCollection,
  LoadedManyToOneReference,
  LoadedOneToOneReference,
  LoadedReference,
  LoadOptions,
  ManyToOneReference,
  NotLoaded,
  OneToOneReference,
  Reference,
  Relation,
} from "./types/relations.ts";

// schema
export type { Codec } from "./schema/Codec.ts";
export type { Domain } from "./schema/Domain.ts";
export type { EntityMeta } from "./schema/EntityMeta.ts";
export { type EnumDetails, enumMetadata, type EnumMetadata } from "./schema/EnumMetadata.ts";
export type {
  ColumnField,
  EnumField,
  Field,
  JoinTable,
  ManyToManyField,
  ManyToOneField,
  OneToManyField,
  OneToOneField,
  PrimaryKeyField,
  PrimitiveField,
  RelationField,
} from "./schema/Field.ts";
export type {
  EntitySchema,
  EnumSchema,
  FieldSchema,
  IdForm,
  IdGenerator,
  KeyType,
  Schema,
} from "./schema/Schema.ts";

// entities
export { BaseEntity } from "./session/BaseEntity.ts";
export { field, setField } from "./session/fieldAccess.ts";
export { relation } from "./relations/relationOf.ts";

// rules
export { newRequiredRule } from "./rules/builtIn/newRequiredRule.ts";
export { ConfigApi } from "./rules/ConfigApi.ts";
export type { GenericError, ValidationRule, ValidationRuleResult } from "./rules/Rule.ts";

// driver
export type {
  Connection,
  Driver,
  Executor,
  Outcome,
  Result,
  TransactionOptions,
} from "./driver/Driver.ts";
export type { DriverEventMap, DriverEvents, QueryEvent } from "./driver/DriverEvents.ts";
export type { IdAssigner, IdRequest, Refill } from "./driver/IdAssigner.ts";
export type { Cell, Statement } from "./sql/Statement.ts";

// entity manager
export { createDomain, type DomainOptions } from "./em/createDomain.ts";
export type { BatchLoadFn, LoaderOptions } from "./em/Loaders.ts";
export { EntityManager, type EntityManagerOpts } from "./em/EntityManager.ts";
