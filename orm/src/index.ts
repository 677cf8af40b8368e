// The door of `kingpost`: what applications and generated code import, by room.

// types
export type { BatchCounts } from "./types/BatchCounts.ts";
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
  ConfigDescription,
  DescribedRegistration,
  EntityConfig,
} from "./types/ConfigDescription.ts";
export type { AnyEm, EntityManagerMode } from "./types/AnyEm.ts";
export type { Em } from "./types/Em.ts";
export type {
  FindOptions,
  FindOrCreateOptions,
  PageOptions,
  QueryOptions,
  StreamOptions,
  UniqueOptions,
  WhereOptions,
} from "./types/FindOptions.ts";
export type {
  BulkResult,
  BulkSet,
  DeleteAllOptions,
  Increment,
  UpdateAllOptions,
  UpsertAllOptions,
  UpsertAllResult,
} from "./types/BulkOptions.ts";
export type { Cloned, CloneOptions, SkipHint } from "./types/CloneOptions.ts";
export type {
  DeleteOptions,
  RestoreOptions,
  SoftDeletable,
  SoftDeleteOptions,
} from "./types/DeleteOptions.ts";
export type {
  EmEventMap,
  EntityEvent,
  EntityEventName,
  EntityEvents,
  EntityListener,
} from "./types/EntityEvent.ts";
export type { FlushOptions } from "./types/FlushOptions.ts";
export type { ForkOptions } from "./types/ForkOptions.ts";
export type { Trace, TraceOptions } from "./types/Trace.ts";
export type { MergeOptions } from "./types/MergeOptions.ts";
export type { FlushResult } from "./types/FlushResult.ts";
export type { Page } from "./types/Page.ts";
export type { PendingChange } from "./types/PendingChange.ts";
export type { PlainRow } from "./types/PlainRow.ts";
export type {
  MaybeReactedEntity,
  Reacted,
  ReactedCollection,
  ReactedReference,
} from "./types/Reacted.ts";
export type {
  NestedReactiveHint,
  Reactable,
  ReactiveHint,
  ShallowReactiveHint,
} from "./types/ReactiveHint.ts";
export type { RefreshEntitiesOptions, RefreshOptions } from "./types/RefreshOptions.ts";
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
  OptIdsOf,
  OptsOf,
  OrderOf,
  OwnOpts,
  UniqueOf,
} from "./types/Entity.ts";
export type { GraphQLFilterOf } from "./types/GraphQLFilter.ts";
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
export type { AdvisoryLockOptions, Lock, LockMode, LockOptions } from "./types/Lock.ts";
export type { MaybePromise } from "./types/MaybePromise.ts";
export type { RetryOptions, RetryReason } from "./types/RetryOptions.ts";
export type { TransactionClient } from "./types/TransactionClient.ts";
export type { TransactionFate } from "./types/TransactionFate.ts";
export type { TransactionOpts } from "./types/TransactionOpts.ts";
export type { PolymorphicFilter, PolymorphicOperators } from "./types/PolymorphicFilter.ts";
export type { DeepPartialOrNull } from "./types/DeepPartialOrNull.ts";
export type { UpsertOpts } from "./types/UpsertOpts.ts";
export type { RefreshViewOptions, ViewEntity, ViewOpts } from "./types/View.ts";
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
  IdNamedField,
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
export { getField } from "./session/getField.ts";
export { isChangeableField } from "./session/isChangeableField.ts";
export { isFieldSet } from "./session/isFieldSet.ts";
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
  isLoadedReadOnlyCollection,
  isLoadedReference,
  isManyToOneReference,
  isOneToOneReference,
  isPolymorphicReference,
  isReadOnlyCollection,
  isReference,
  isRelation,
} from "./relations/relationGuards.ts";
export { sameEntity } from "./relations/sameEntity.ts";
export { sameReference } from "./relations/sameReference.ts";
export { CustomCollection } from "./relations/derived/CustomCollection.ts";
export { CustomReference } from "./relations/derived/CustomReference.ts";
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
export { LearnedLookAhead, type LookAheadOptions } from "./loading/lookAhead/LearnedLookAhead.ts";
export { JsonAggregatePreloader } from "./loading/preload/JsonAggregatePreloader.ts";
export { PipelinePreloader } from "./loading/preload/PipelinePreloader.ts";
export { ImmutableEntitiesPlugin } from "./session/ImmutableEntitiesPlugin.ts";
export type { FindOperation, FindQuery } from "./schema/FindQuery.ts";
export type { LookAhead, LookAheadCounts } from "./types/LookAhead.ts";
export type { PreloadPlugin } from "./types/PreloadPlugin.ts";
export { Plugin } from "./schema/Plugin.ts";
export type { JoinRowTodo, Todo, WriteTodos } from "./schema/WriteTodos.ts";
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
export { cannotBeChanged } from "./rules/builtIn/cannotBeChanged.ts";
export { cannotBeUpdated } from "./rules/builtIn/cannotBeUpdated.ts";
export { emailRule } from "./rules/builtIn/emailRule.ts";
export { maxLengthRule } from "./rules/builtIn/maxLengthRule.ts";
export { maxValueRule } from "./rules/builtIn/maxValueRule.ts";
export { minLengthRule } from "./rules/builtIn/minLengthRule.ts";
export { minValueRule } from "./rules/builtIn/minValueRule.ts";
export { newRequiredLazyFieldRule } from "./rules/builtIn/newRequiredLazyFieldRule.ts";
export { mustBeSubType } from "./rules/builtIn/mustBeSubType.ts";
export { newRequiredRule } from "./rules/builtIn/newRequiredRule.ts";
export { patternRule } from "./rules/builtIn/patternRule.ts";
export { type Bound, rangeValueRule } from "./rules/builtIn/rangeValueRule.ts";
export { uniqueRule } from "./rules/builtIn/uniqueRule.ts";
export { ConfigApi } from "./rules/ConfigApi.ts";
export type { HookFn, HookKind } from "./rules/Hook.ts";
export type { ConstraintMessage } from "./rules/ConstraintMessage.ts";
export type { GenericError, RuleOpts, ValidationRule, ValidationRuleResult } from "./rules/Rule.ts";
export { ValidationCode } from "./rules/ValidationCode.ts";

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
export { getRequiredKeys } from "./em/getRequiredKeys.ts";
export { getPolymorphicConstructors } from "./em/getPolymorphicConstructors.ts";
export { isPolymorphicTarget } from "./em/isPolymorphicTarget.ts";
export { createDomain, type DomainOptions } from "./em/createDomain.ts";
export type { BatchLoadFn, LoaderOptions } from "./em/Loaders.ts";
export { EntityManager } from "./em/EntityManager.ts";
export { withRetry } from "./em/withRetry.ts";
export type { EntityManagerOpts } from "./em/EntityManagerOpts.ts";

// query
export { alias, aliases, isAlias } from "./query/alias.ts";
export { and, not, or } from "./query/logical.ts";
export { sql, type SqlTag } from "./sql/sql.ts";
export { SqlFragment } from "./sql/SqlFragment.ts";

// errors: their classes have a door of their own
export { KingpostError } from "./errors/KingpostError.ts";
export { isKingpostError } from "./errors/isKingpostError.ts";
export { catalogue, type ErrorCode } from "./errors/catalogue.ts";
