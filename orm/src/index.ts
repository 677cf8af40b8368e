// The door of `kingpost`: what applications and generated code import, by room.

// types
export type {
  Alias,
  AliasFor,
  AliasValue,
  EntityAlias,
  JsonAlias,
  PrimitiveAlias,
} from "./types/Alias.ts";
export type {
  ColumnCondition,
  ExpressionCondition,
  ExpressionFilter,
  RawSql,
} from "./types/Conditions.ts";
export type {
  Changes,
  CollectionFieldStatus,
  FieldStatus,
  ManyToManyFieldStatus,
  ManyToOneFieldStatus,
  OneToManyFieldStatus,
  PrimitiveFieldStatus,
  ReferenceFieldStatus,
} from "./types/Changes.ts";
export type {
  AnyEm,
  Em,
  EntityManagerMode,
  FindOptions,
  FindOrCreateOptions,
  FlushResult,
  Page,
  PageOptions,
  PendingChange,
  QueryOptions,
  StreamOptions,
  UniqueOptions,
  PlainRow,
  RefreshOptions,
  WhereOptions,
} from "./types/Em.ts";
export type {
  Entity,
  EntityConstructor,
  EntityOrId,
  EntityTypes,
  FactoryExtrasOf,
  FieldsOf,
  FilterOf,
  IdOf,
  MaybeAbstractEntityConstructor,
  OptsOf,
  OrderOf,
  UniqueOf,
} from "./types/Entity.ts";
export type {
  ArrayFilter,
  ArrayOperators,
  BooleanFilter,
  CollectionFilter,
  CollectionOperators,
  EnumCollectionFilter,
  EntityFilter,
  EntityOperators,
  EntityValue,
  FilterWords,
  FullTextFilter,
  JsonFilter,
  JsonOperators,
  JsonPathFilter,
  NetworkFilter,
  NetworkOperators,
  RangeFilter,
  RangeOperators,
  TextFilter,
  TextOperators,
  ValueFilter,
  ValueOperators,
} from "./types/Filter.ts";
export type { KindName, KindNamed, SubtypeFilter, TypeFilter } from "./types/hierarchy.ts";
export type { FlatFilter, IfNew } from "./types/FindOrCreate.ts";
export type { CustomSerde, SerdeDbValue, SerdeValue } from "./types/CustomSerde.ts";
export type { Flavor, IdType, TaggedId } from "./types/Id.ts";
export type { List } from "./types/List.ts";
export type { Json } from "./types/Json.ts";
export type {
  AsyncMethod,
  AsyncProperty,
  LoadedMethod,
  LoadedProperty,
  Property,
  PropertyLoadOptions,
} from "./types/computed.ts";
export type { WithLoaded } from "./types/WithLoaded.ts";
export type { Lens, LensOptions, LensResult } from "./types/Lens.ts";
export type {
  DeepNew,
  HintIn,
  LoadableKey,
  LoadableMember,
  Loaded,
  LoadHint,
  MarkLoaded,
  NestedLoadHint,
  New,
  Populated,
  PopulatedEntity,
  PopulateHint,
  PopulateSettings,
  TargetOf,
} from "./types/Loaded.ts";
export type {
  SchemaInput,
  SchemaOutput,
  StandardIssue,
  StandardResult,
  StandardSchema,
} from "./types/StandardSchema.ts";
export type { LargeCollection } from "./types/LargeCollection.ts";
export type { MaybePromise } from "./types/MaybePromise.ts";
export type { PolymorphicFilter, PolymorphicOperators } from "./types/PolymorphicFilter.ts";
export type { PartialOrNull } from "./types/PartialOrNull.ts";
export type {
  AggregateOrder,
  CollectionOrder,
  JsonOrder,
  JsonPathOrder,
  OrderBy,
  SqlOrder,
} from "./types/OrderBy.ts";
export type {
  Collection,
  LazyField,
  LazyLoadOptions,
  LoadedCollection,
  LoadedLazyField,
  EnumCollection,
  LoadedEnumCollection,
  LoadedManyToOneReference,
  LoadedOneToOneReference,
  LoadedReadOnlyCollection,
  LoadedPolymorphicReference,
  LoadedReference,
  LoadOptions,
  ManyToOneReference,
  NotLoaded,
  OneToOneReference,
  ReadOnlyCollection,
  RecursiveCollection,
  RecursiveLoadOptions,
  PolymorphicReference,
  Reference,
  Relation,
} from "./types/relations.ts";
export type { RecursiveKey, Tree } from "./types/Tree.ts";

// schema
export type { Codec } from "./schema/Codec.ts";
export type { Conversions } from "./schema/Conversions.ts";
export { Interval, type IntervalParts } from "./schema/values/Interval.ts";
export { Range, type RangeBounds, type RangeParts } from "./schema/values/Range.ts";
export type { Domain } from "./schema/Domain.ts";
export type { EntityMeta } from "./schema/EntityMeta.ts";
export {
  type EnumDetails,
  type EnumLookUp,
  enumMetadata,
  type EnumMetadata,
} from "./schema/EnumMetadata.ts";
export {
  type NativeEnumDetails,
  nativeEnumMetadata,
  type NativeEnumMetadata,
} from "./schema/NativeEnumMetadata.ts";
export type {
  ColumnField,
  EnumCollectionField,
  EnumField,
  EnumTable,
  Field,
  JoinTable,
  LazyColumnField,
  ManyToManyField,
  ManyToOneField,
  OneToManyField,
  OneToOneField,
  PolymorphicField,
  PrimaryKeyField,
  PrimitiveField,
  RecursiveField,
  RelationField,
} from "./schema/Field.ts";
export {
  getBaseAndSelfMetas,
  getBaseMeta,
  getBaseSelfAndSubMetas,
  getSubMetas,
} from "./schema/hierarchy.ts";
export type {
  EntitySchema,
  EnumSchema,
  EnumTableSchema,
  FieldSchema,
  IdForm,
  IdGenerator,
  JoinTableSchema,
  KeyType,
  NativeEnumSchema,
  Schema,
} from "./schema/Schema.ts";

// entities
export { BaseEntity } from "./session/BaseEntity.ts";
export { field, setField, setProtectedField } from "./session/fieldAccess.ts";
export { relation } from "./relations/relation.ts";
export { treeOf } from "./relations/recursive/treeOf.ts";
export { isA } from "./session/isA.ts";
export { isEntity } from "./session/isEntity.ts";
export { getInstanceData, type InstanceData } from "./session/getInstanceData.ts";
export { asNew, isNew } from "./session/isNew.ts";
export {
  isCollection,
  isLoadedCollection,
  isLoadedOneToOneReference,
  isLoadedReference,
  isManyToOneReference,
  isOneToOneReference,
  isPolymorphicReference,
  isReference,
  isRelation,
} from "./relations/relationGuards.ts";
export { sameEntity } from "./relations/sameEntity.ts";
export { sameReference } from "./relations/sameReference.ts";
export {
  hasCustomCollection,
  type CustomCollectionOptions,
} from "./relations/derived/hasCustomCollection.ts";
export {
  hasCustomReference,
  type CustomReferenceOptions,
} from "./relations/derived/hasCustomReference.ts";
export { hasManyDerived, type ManyDerivedOptions } from "./relations/derived/hasManyDerived.ts";
export { hasAsyncMethod } from "./relations/derived/hasAsyncMethod.ts";
export { hasAsyncProperty } from "./relations/derived/hasAsyncProperty.ts";
export { hasManyThrough } from "./relations/derived/hasManyThrough.ts";
export { hasOneDerived } from "./relations/derived/hasOneDerived.ts";
export { hasOneThrough } from "./relations/derived/hasOneThrough.ts";
export { hasProperty } from "./relations/derived/hasProperty.ts";
export { assertLoaded } from "./relations/loadedness/assertLoaded.ts";
export { ensureLoaded } from "./relations/loadedness/ensureLoaded.ts";
export { ensureWithLoaded } from "./relations/loadedness/ensureWithLoaded.ts";
export { isLoaded } from "./relations/loadedness/isLoaded.ts";
export { maybePopulateThen } from "./relations/loadedness/maybePopulateThen.ts";
export { unsafeLoaded } from "./relations/loadedness/unsafeLoaded.ts";
export { withLoaded } from "./relations/loadedness/withLoaded.ts";

// plugins
export { ImmutableEntitiesPlugin } from "./session/ImmutableEntitiesPlugin.ts";
export type { FindOperation, FindQuery } from "./schema/FindQuery.ts";
export { Plugin } from "./schema/Plugin.ts";
export { isInTrustedContext, runInTrustedContext } from "./session/trustedContext.ts";

// scopes
export { isScope } from "./scopes/isScope.ts";
export { newScopeFn } from "./scopes/newScopeFn.ts";
export { resolveScope } from "./scopes/resolveScope.ts";
export type {
  FilterAndSettings,
  Scope,
  ScopeFn,
  ScopeInput,
  ScopeJoinFilter,
} from "./types/Scope.ts";

// rules
export { newRequiredLazyFieldRule } from "./rules/builtIn/newRequiredLazyFieldRule.ts";
export { mustBeSubType } from "./rules/builtIn/mustBeSubType.ts";
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
export { getMetadata } from "./em/getMetadata.ts";
export { getPolymorphicConstructors } from "./em/getPolymorphicConstructors.ts";
export { isPolymorphicTarget } from "./em/isPolymorphicTarget.ts";
export { createDomain, type DomainOptions } from "./em/createDomain.ts";
export type { BatchLoadFn, LoaderOptions } from "./em/Loaders.ts";
export { EntityManager } from "./em/EntityManager.ts";
export type { EntityManagerOpts } from "./em/EntityManagerOpts.ts";

// query
export { alias, aliases, isAlias } from "./query/alias.ts";
export { and, not, or } from "./query/logical.ts";
export { sql, type SqlTag } from "./sql/sql.ts";
export { SqlFragment } from "./sql/SqlFragment.ts";

// errors
export { AbortError } from "./errors/AbortError.ts";
export { AbstractEntityError } from "./errors/AbstractEntityError.ts";
export { AfterCommitError } from "./errors/AfterCommitError.ts";
export { AliasError } from "./errors/AliasError.ts";
export { AmbiguousSubtypeError } from "./errors/AmbiguousSubtypeError.ts";
export { CheckConstraintError } from "./errors/CheckConstraintError.ts";
export { ClosedError } from "./errors/ClosedError.ts";
export { CodecError } from "./errors/CodecError.ts";
export { CommitUnknownError } from "./errors/CommitUnknownError.ts";
export { ConcurrentFlushError } from "./errors/ConcurrentFlushError.ts";
export { ConfigError } from "./errors/ConfigError.ts";
export { ConfigFrozenError } from "./errors/ConfigFrozenError.ts";
export { ConnectionError } from "./errors/ConnectionError.ts";
export { ConstraintError } from "./errors/ConstraintError.ts";
export { DatabaseError } from "./errors/DatabaseError.ts";
export { DeadlockError } from "./errors/DeadlockError.ts";
export { DetachedEntityError } from "./errors/DetachedEntityError.ts";
export { DomainError } from "./errors/DomainError.ts";
export { DuplicateEntityError } from "./errors/DuplicateEntityError.ts";
export { EntityDeletedError } from "./errors/EntityDeletedError.ts";
export { EntityLimitError } from "./errors/EntityLimitError.ts";
export { EntityClassError } from "./errors/EntityClassError.ts";
export { ExclusionConstraintError } from "./errors/ExclusionConstraintError.ts";
export { FactoryNotRegisteredError } from "./errors/FactoryNotRegisteredError.ts";
export { FindInRuleError } from "./errors/FindInRuleError.ts";
export { FlushLoopError } from "./errors/FlushLoopError.ts";
export { ForeignEntityError } from "./errors/ForeignEntityError.ts";
export { ForeignKeyError } from "./errors/ForeignKeyError.ts";
export { IdOutOfRangeError } from "./errors/IdOutOfRangeError.ts";
export { ImmutableEntityError } from "./errors/ImmutableEntityError.ts";
export { ImmutableFieldError } from "./errors/ImmutableFieldError.ts";
export { InvalidCursorError } from "./errors/InvalidCursorError.ts";
export { InvalidEntityTypeError } from "./errors/InvalidEntityTypeError.ts";
export { InvalidFilterError } from "./errors/InvalidFilterError.ts";
export { InvalidHintError } from "./errors/InvalidHintError.ts";
export { InvalidIdError } from "./errors/InvalidIdError.ts";
export { InvalidValueError } from "./errors/InvalidValueError.ts";
export { JsonSchemaError } from "./errors/JsonSchemaError.ts";
export { KingpostError } from "./errors/KingpostError.ts";
export { LockNotAvailableError } from "./errors/LockNotAvailableError.ts";
export { LockTimeoutError } from "./errors/LockTimeoutError.ts";
export { NewEntityError } from "./errors/NewEntityError.ts";
export { MultipleLeftJoinsError } from "./errors/MultipleLeftJoinsError.ts";
export { NoIdError } from "./errors/NoIdError.ts";
export { NotFoundError } from "./errors/NotFoundError.ts";
export { NotLoadedError } from "./errors/NotLoadedError.ts";
export { NotNullError } from "./errors/NotNullError.ts";
export { OptimisticLockError } from "./errors/OptimisticLockError.ts";
export { PendingChangesError } from "./errors/PendingChangesError.ts";
export { PoolTimeoutError } from "./errors/PoolTimeoutError.ts";
export { QueryCanceledError } from "./errors/QueryCanceledError.ts";
export { ReadOnlyError } from "./errors/ReadOnlyError.ts";
export { RecursiveCycleError } from "./errors/RecursiveCycleError.ts";
export { ScopeNotEvaluableError } from "./errors/ScopeNotEvaluableError.ts";
export { ReadOnlyRelationError } from "./errors/ReadOnlyRelationError.ts";
export { SerializationError } from "./errors/SerializationError.ts";
export { StatementTimeoutError } from "./errors/StatementTimeoutError.ts";
export { TooManyError } from "./errors/TooManyError.ts";
export { TransactionClosedError } from "./errors/TransactionClosedError.ts";
export { TransactionOptionError } from "./errors/TransactionOptionError.ts";
export { UniqueConstraintError } from "./errors/UniqueConstraintError.ts";
export { UnknownEnumValueError } from "./errors/UnknownEnumValueError.ts";
export { UnknownFieldError } from "./errors/UnknownFieldError.ts";
export { UnsetReferenceError } from "./errors/UnsetReferenceError.ts";
export { type ValidationError, ValidationErrors } from "./errors/ValidationErrors.ts";
export { WriteDuringFlushError } from "./errors/WriteDuringFlushError.ts";
export { isKingpostError } from "./errors/isKingpostError.ts";
export { catalogue, type ErrorCode } from "./errors/catalogue.ts";
