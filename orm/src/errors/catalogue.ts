// Every error that Kingpost throws, by code: the class, when it is thrown, and where docs/errors.md tells more. Codes
// are API: they are never renamed, so that logs and clients can rely on them.

/** What the catalogue knows of one code. */
export interface CatalogueEntry {
  /** The name of the class, which is also the `name` of its errors. */
  readonly name: string;
  /** One sentence: what happened. */
  readonly summary: string;
  /** The heading in docs/errors.md. */
  readonly anchor: string;
}

const entries = {
  ABORTED: ["AbortError", "The caller's signal ended the wait for an answer."],
  ABSTRACT: ["AbstractEntityError", "An entity would be of an abstract type."],
  AFTER_COMMIT: [
    "AfterCommitError",
    "Everything was committed, but code that ran after the commit failed.",
  ],
  ALIAS: ["AliasError", "An alias is not bound where it is needed, or bound twice."],
  AMBIGUOUS_SUBTYPE: [
    "AmbiguousSubtypeError",
    "A row has rows in the tables of several subtypes that exclude each other.",
  ],
  CANCELED: ["QueryCanceledError", "The statement was cancelled on request."],
  CHECK: ["CheckConstraintError", "A row violates a CHECK constraint."],
  CLOSED: ["ClosedError", "The entity manager was closed."],
  CODEC: ["CodecError", "A value from the database cannot be read as the field's type."],
  COMMIT_UNKNOWN: [
    "CommitUnknownError",
    "The connection was lost while COMMIT was under way: the transaction may or may not have been committed.",
  ],
  CONCURRENT_FLUSH: [
    "ConcurrentFlushError",
    "A flush was asked for while another one was running.",
  ],
  CONCURRENT_TRANSACTION: [
    "ConcurrentTransactionError",
    "A transaction was begun beside one that is open on the same entity manager.",
  ],
  CONFIG: ["ConfigError", "A setting is missing or not valid."],
  CONFIG_FROZEN: ["ConfigFrozenError", "An entity's config was changed after the domain was made."],
  CONNECTION: [
    "ConnectionError",
    "The database cannot be reached, or the connection to it was lost.",
  ],
  DATABASE: [
    "DatabaseError",
    "Postgres refused a statement for a reason that has no class of its own.",
  ],
  DEADLOCK: ["DeadlockError", "Postgres ended the transaction to resolve a deadlock."],
  DELETED: ["EntityDeletedError", "A deleted entity was changed, loaded or pointed to."],
  DERIVED: ["DerivedMemberError", "A member that follows from others was set as a field is."],
  DETACHED: [
    "DetachedEntityError",
    "An entity that its entity manager has let go of was changed or asked to load something.",
  ],
  DOMAIN: ["DomainError", "Schema, classes and config do not fit together."],
  DUPLICATE_ENTITY: [
    "DuplicateEntityError",
    "An entity of this id is in the entity manager already.",
  ],
  ENTITY_LIMIT: [
    "EntityLimitError",
    "More entities were loaded or created than the entity manager may hold.",
  ],
  ENTITY_CLASS: ["EntityClassError", "A hand-written entity class has what an entity cannot have."],
  EXCLUSION: [
    "ExclusionConstraintError",
    "A row conflicts with another one by an exclusion constraint.",
  ],
  FACTORY: [
    "FactoryNotRegisteredError",
    "A test needs an entity whose factory was not registered.",
  ],
  FIND_IN_RULE: ["FindInRuleError", "A validation rule asked the database."],
  FLUSH_LOOP: ["FlushLoopError", "Hooks kept changing entities until the flush gave up."],
  FOREIGN_ENTITY: [
    "ForeignEntityError",
    "An entity of another entity manager or domain was given.",
  ],
  FOREIGN_KEY: [
    "ForeignKeyError",
    "A row points to a row that is missing, or is still pointed to.",
  ],
  ID_RANGE: ["IdOutOfRangeError", "A key is beyond what a number can hold exactly."],
  IMMUTABLE: ["ImmutableFieldError", "A field that cannot be set was set."],
  IMMUTABLE_ENTITY: [
    "ImmutableEntityError",
    "A field of an entity that was declared immutable was set.",
  ],
  INVALID_CURSOR: ["InvalidCursorError", "A page was asked for by a cursor that does not fit."],
  INVALID_FILTER: ["InvalidFilterError", "A filter, order or page size is not valid."],
  INVALID_HINT: ["InvalidHintError", "A load hint names something that cannot be loaded."],
  INVALID_ID: ["InvalidIdError", "An id is malformed or belongs to another entity."],
  INVALID_INPUT: ["InvalidInputError", "What a client sent cannot be applied as it is."],
  INVALID_VALUE: ["InvalidValueError", "A value cannot be stored in its field."],
  JSON_SCHEMA: ["JsonSchemaError", "A JSON value does not fit the schema of its field."],
  LOCK_NOT_AVAILABLE: [
    "LockNotAvailableError",
    "A row is locked by another transaction and waiting was not wanted.",
  ],
  LOCK_TIMEOUT: ["LockTimeoutError", "A lock was not granted within lock_timeout."],
  MERGE_CONFLICT: [
    "MergeConflictError",
    "Entities were to be merged of which each has what only one of them can keep.",
  ],
  NEW_ENTITY: [
    "NewEntityError",
    "The database was asked about an entity that it does not know yet.",
  ],
  MULTIPLE_LEFT_JOINS: [
    "MultipleLeftJoinsError",
    "Conditions tie members of several collections together.",
  ],
  NOTHING_CLONED: [
    "NothingClonedError",
    "A copy was asked for, and the options left everything out.",
  ],
  NOT_FOUND: ["NotFoundError", "A row that must exist does not."],
  NOT_IMPORTABLE: [
    "NotImportableError",
    "An entity of another em was to be imported that is new, deleted or changed there.",
  ],
  NOT_LOADED: ["NotLoadedError", "A relation was read before it was loaded."],
  NOT_NULL: ["NotNullError", "A column that must have a value has none."],
  NO_ID: ["NoIdError", "The id of a new entity was read before it was assigned."],
  NO_UNIQUE_CONSTRAINT: [
    "NoUniqueConstraintError",
    "Rows were to be told apart by fields that no unique constraint covers.",
  ],
  OPTIMISTIC_LOCK: ["OptimisticLockError", "A row was changed or deleted since it was loaded."],
  OWNERSHIP: ["OwnershipError", "Input names an entity by its id that belongs to another parent."],
  PENDING_CHANGES: [
    "PendingChangesError",
    "An entity manager was cleared or forked while it held changes that nobody flushed.",
  ],
  POOL_TIMEOUT: ["PoolTimeoutError", "No connection of the pool became free in time."],
  READ_ONLY: [
    "ReadOnlyError",
    "A write was tried where only reads are allowed: by an em, a transaction or a server that only reads, or of an entity that stands for a view.",
  ],
  READ_ONLY_RELATION: [
    "ReadOnlyRelationError",
    "A relation that follows from others was written to.",
  ],
  RECURSIVE_CYCLE: [
    "RecursiveCycleError",
    "A relation that was followed over and over came back to where it had been.",
  ],
  ROWS_SKIPPED: ["RowsSkippedError", "A trigger or a rule kept new rows from being inserted."],
  ROW_SECURITY: [
    "RowSecurityError",
    "A row that was to be written is none that the policies of row-level security let through.",
  ],
  SCHEMA_DRIFT: [
    "SchemaDriftError",
    "The database is not the one that the code was generated for.",
  ],
  SCOPE_NOT_EVALUABLE: [
    "ScopeNotEvaluableError",
    "A scope was asked about an entity in memory, and needs more than memory has.",
  ],
  SERIALIZATION: [
    "SerializationError",
    "The transaction conflicts with a concurrent one and has to be repeated.",
  ],
  STATEMENT_TIMEOUT: ["StatementTimeoutError", "A statement ran longer than statement_timeout."],
  TOO_MANY: ["TooManyError", "More rows match than the call allows."],
  TXN_CLOSED: ["TransactionClosedError", "A connection was used after it was given back."],
  TXN_OPTION: [
    "TransactionOptionError",
    "Transaction options do not fit the transaction that is open.",
  ],
  TXN_REQUIRED: ["TransactionRequiredError", "A lock was asked for outside a transaction."],
  UNIQUE: ["UniqueConstraintError", "A row has the same unique values as another one."],
  UNIQUE_SWAP: [
    "UniqueSwapError",
    "Rows of one flush take unique values over from each other that are checked row by row.",
  ],
  UNKNOWN_ENUM: ["UnknownEnumValueError", "A value is not one of the enum's."],
  UNKNOWN_FIELD: ["UnknownFieldError", "An entity has no such field."],
  UNSET_REFERENCE: ["UnsetReferenceError", "The id of a reference that is not set was read."],
  VALIDATION: ["ValidationErrors", "Rules of entities failed; nothing was written."],
  VALIDATION_WRITE: ["ValidationWriteError", "A validation rule changed an entity."],
  WRITE_DURING_FLUSH: ["WriteDuringFlushError", "An entity was changed while a flush was running."],
  WRONG_TYPE: ["InvalidEntityTypeError", "An entity is of another type than is needed."],
} as const;

/** The `code` of an error. */
export type ErrorCode = keyof typeof entries;

/** Code → class, summary and documentation. */
export const catalogue: Readonly<Record<ErrorCode, CatalogueEntry>> = Object.fromEntries(
  Object.entries(entries).map(([code, [name, summary]]) => [
    code,
    { name, summary, anchor: code.toLowerCase().replaceAll("_", "-") },
  ]),
) as Record<ErrorCode, CatalogueEntry>;
