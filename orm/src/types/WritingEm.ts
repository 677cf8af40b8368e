// The half of the entity manager that writes: new entities, deletions, and the flush that sends what is pending.
import type {
  BulkResult,
  BulkSet,
  DeleteAllOptions,
  UpdateAllOptions,
  UpsertAllOptions,
  UpsertAllResult,
} from "./BulkOptions.ts";
import type { Cloned, CloneOptions } from "./CloneOptions.ts";
import type { DeepPartialOrNull } from "./DeepPartialOrNull.ts";
import type {
  DeleteOptions,
  RestoreOptions,
  SoftDeletable,
  SoftDeleteOptions,
} from "./DeleteOptions.ts";
import type {
  Entity,
  EntityConstructor,
  FilterOf,
  MaybeAbstractEntityConstructor,
  OptsOf,
} from "./Entity.ts";
import type { Given } from "./FindOrCreate.ts";
import type { FlushOptions } from "./FlushOptions.ts";
import type { LoadHint, New, PopulatedEntity } from "./Loaded.ts";
import type { AdvisoryLockOptions, LockOptions } from "./Lock.ts";
import type { MaybePromise } from "./MaybePromise.ts";
import type { MergeOptions } from "./MergeOptions.ts";
import type { PartialOrNull } from "./PartialOrNull.ts";
import type { TransactionClient } from "./TransactionClient.ts";
import type { TransactionFate } from "./TransactionFate.ts";
import type { TransactionOpts } from "./TransactionOpts.ts";
import type { UpsertOpts } from "./UpsertOpts.ts";
import type { RefreshViewOptions, ViewEntity } from "./View.ts";

/** How a unit of work changes what the database holds. */
export interface WritingEm<E extends Entity = Entity> {
  /**
   * A new entity, to be inserted by the next flush. Relations given are set on both sides; `null` and `undefined` count
   * as unset.
   * @example
   * const author = em.create(Author, { firstName: "Ann" });
   * @throws UnknownFieldError (`UNKNOWN_FIELD`), InvalidValueError (`INVALID_VALUE`), DuplicateEntityError (`DUPLICATE_ENTITY`),
   * AbstractEntityError (`ABSTRACT`)
   */
  create<T extends E, O extends OptsOf<T>>(
    type: EntityConstructor<T>,
    opts: Given<O, OptsOf<T>>,
  ): New<T, O>;

  /**
   * As `create`, for what a client sent: any member may be missing, and `null` counts as unset. The rules of the next flush ask
   * for what is required.
   * @example
   * const author = em.createPartial(Author, input);
   */
  createPartial<T extends E>(type: EntityConstructor<T>, opts: PartialOrNull<OptsOf<T>>): T;

  /** As `create`, once for each. */
  createMany<T extends E>(type: EntityConstructor<T>, opts: ReadonlyArray<OptsOf<T>>): New<T>[];

  /**
   * New entities with the values of others, and of all that the hint reaches from them. References among what is copied lead to the
   * copies, others where they led. Ids, timestamps, versions and what is generated, protected or transient are not copied. Nothing
   * is changed when something cannot be loaded or read; when `postClone` rejects, the copies are taken back.
   *
   * A list gives a list, without what `skipIf` leaves out.
   * @example
   * const copy = await em.clone(author, {
   *   deep: { books: "reviews" },
   *   skip: { books: "position" },
   *   postClone: (_, to) => { if (to instanceof Book) to.title = `${to.title} (copy)`; },
   * });
   *
   * **SQL**: what loading the hint takes, in one round trip; none for what is loaded.
   * @throws InvalidHintError (`INVALID_HINT`) for members written by hand and for large collections, NothingClonedError
   * (`NOTHING_CLONED`), EntityDeletedError (`DELETED`), ForeignEntityError (`FOREIGN_ENTITY`), ReadOnlyError (`READ_ONLY`)
   */
  clone<G extends E | ReadonlyArray<E>, const H extends LoadHint<PopulatedEntity<G>> = never>(
    entities: G,
    options?: CloneOptions<PopulatedEntity<G>, H, E>,
  ): Promise<Cloned<G, H>>;

  /**
   * Makes or changes an entity and what is related to it by what a client sent, as deep as it is nested. `undefined` leaves alone and
   * `null` unsets. With an `id` that entity is changed, with `id: null` a new one is made; without, one that has the same unique
   * values and is softly deleted is restored and changed, and else a new one is made. A list is all that a collection is to have,
   * unless its items say by `op` what becomes of them. Children of another parent cannot be named by their ids, unless
   * `allowReparent` says so. When it rejects, nothing was changed.
   * @example
   * await em.upsert(Author, {
   *   id: "a:1",
   *   publisher: { id: "p:1", name: "New name" },
   *   books: [{ id: "b:1", title: "Renamed" }, { title: "Brand new" }],
   * });
   *
   * **SQL**: one statement per relation and level, for all that is named and for all upserts of the tick; none is written.
   * @throws InvalidInputError (`INVALID_INPUT`), OwnershipError (`OWNERSHIP`), NotFoundError (`NOT_FOUND`), TooManyError (`TOO_MANY`),
   * UnknownFieldError (`UNKNOWN_FIELD`), ImmutableFieldError (`IMMUTABLE`), InvalidIdError (`INVALID_ID`),
   * EntityDeletedError (`DELETED`), ReadOnlyError (`READ_ONLY`)
   */
  upsert<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    input: DeepPartialOrNull<T>,
    opts?: UpsertOpts,
  ): Promise<T>;

  /**
   * Has one entity take the place of others of its type: all that leads to them leads to it, by references, one-to-ones, join tables and
   * polymorphic references, and they are deleted. Rules that forbid a field to be changed do not object. What both have of a join
   * table is there once. A large collection is moved by one statement of the flush, and shows it from then on. References of the
   * target to a source, and of sources to each other, are not turned into references to itself, where there need not be any.
   *
   * Resolves to the entities that were moved, joined, let go or deleted.
   * @example
   * await em.merge(author, duplicates, { onConflict: "keepTarget" });
   * await em.flush();
   *
   * **SQL**: one statement per relation, for any number of sources. In the flush, for each large collection:
   * ```sql
   * UPDATE books AS t SET author_id = $3, version = t.version + 1, … WHERE t.author_id = ANY($1) AND NOT t.id = ANY($2)
   * ```
   * @throws InvalidEntityTypeError (`WRONG_TYPE`), MergeConflictError (`MERGE_CONFLICT`) for a one-to-one that several have,
   * EntityDeletedError (`DELETED`), InvalidValueError (`INVALID_VALUE`), ForeignEntityError (`FOREIGN_ENTITY`), ReadOnlyError
   * (`READ_ONLY`); nothing has changed then
   */
  merge<T extends E>(target: T, sources: ReadonlyArray<T>, options?: MergeOptions): Promise<E[]>;

  /**
   * Marks entities to be deleted by the next flush; they vanish from loaded collections at once, and so does what they drag along
   * by `config.cascadeDelete`. Whatever else points at them lets go. Where the configuration of codegen has
   * `softDelete: { emDelete: "soft" }`, what can be is deleted softly, unless `hard` is given.
   * @example
   * em.delete(await em.load(Author, "a:1"));
   *
   * **SQL**: none now; the flush loads what points there, one statement per relation and level.
   * @throws WriteDuringFlushError (`WRITE_DURING_FLUSH`), ReadOnlyError (`READ_ONLY`), ForeignEntityError (`FOREIGN_ENTITY`)
   */
  delete(entities: E | ReadonlyArray<E>, options?: DeleteOptions): void;

  /**
   * Marks entities as softly deleted: the next flush writes since when, and what their cascades lead to is softly deleted with
   * them at the same instant. What cannot be softly deleted is left alone, or deleted with `hard`. Finds and collections leave
   * out what is softly deleted; loads by id and references do not. It is an update, with its hooks and rules.
   * @example
   * em.softDelete(author);
   *
   * **SQL**: none now; the flush loads what cascades lead to, one statement per relation and level, and updates.
   * @throws EntityDeletedError (`DELETED`), InvalidValueError (`INVALID_VALUE`) for an entity without such a column
   */
  softDelete<T extends E & SoftDeletable>(
    entities: T | ReadonlyArray<T>,
    options?: SoftDeleteOptions,
  ): void;

  /**
   * Takes back that entities are softly deleted. With `cascade`, what was softly deleted along with them comes back as well: what
   * their cascades lead to that has the same instant.
   * @example
   * em.restore(author, { cascade: true });
   *
   * **SQL**: none now; the flush loads what cascades lead to, one statement per relation and level, and updates.
   * @throws EntityDeletedError (`DELETED`), InvalidValueError (`INVALID_VALUE`) for an entity without such a column
   */
  restore<T extends E & SoftDeletable>(
    entities: T | ReadonlyArray<T>,
    options?: RestoreOptions,
  ): void;

  /**
   * Runs no hooks, rules or reactions: updates all rows that match by one statement, without loading them. Versions and
   * `updatedAt` move on, values are converted as those of fields, entities in memory are read again and keep what was changed in
   * them. With `hooks: true` the matches are loaded and flushed in batches like any other change.
   *
   * `null` unsets, what is `undefined` is left as it is. A filter that asks for nothing is refused, unless `all: true` is given.
   * @example
   * const { count } = await em.updateAll(Book, { author, status: "DRAFT" }, { status: "ARCHIVED", views: { increment: 1 } });
   *
   * const b = alias(Book);
   * await em.updateAll(Book, { as: b, title: { like: " %" } }, { title: sql`ltrim(${b.title})` });
   *
   * **SQL**: one `WITH targets AS (SELECT … ORDER BY id FOR NO KEY UPDATE) UPDATE … FROM targets`, in the open transaction or one of
   * its own; then one SELECT for the entities in memory. What locks rows in the order of their keys does not deadlock.
   * @throws InvalidFilterError (`INVALID_FILTER`), UnknownFieldError (`UNKNOWN_FIELD`), ImmutableFieldError (`IMMUTABLE`),
   * InvalidValueError (`INVALID_VALUE`), ReadOnlyError (`READ_ONLY`), ConstraintError (`UNIQUE`, `FOREIGN_KEY`, `NOT_NULL`, `CHECK`,
   * `EXCLUSION`)
   */
  updateAll<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    set: BulkSet<T>,
    options?: UpdateAllOptions,
  ): Promise<BulkResult<T>>;

  /**
   * Runs no hooks, cascades, rules or reactions: deletes all rows that match by one statement, with their rows in join tables,
   * without loading them. Entities of them in memory are deleted from then on. With `softDelete: true` it writes since when they are
   * deleted instead; with `hooks: true` the matches are loaded and flushed in batches like any other change.
   *
   * A filter that asks for nothing is refused, unless `all: true` is given.
   * @example
   * const { count } = await em.deleteAll(Session, { expiresAt: { lt: new Date() } });
   *
   * **SQL**: one `WITH targets AS (SELECT … ORDER BY id FOR UPDATE) DELETE … USING targets`, in the open transaction or one of its own.
   * @throws InvalidFilterError (`INVALID_FILTER`), ReadOnlyError (`READ_ONLY`), ConstraintError (`FOREIGN_KEY`)
   */
  deleteAll<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options?: DeleteAllOptions,
  ): Promise<BulkResult<T>>;

  /**
   * Runs no hooks, rules or reactions: inserts rows, or sets them where a row has the same values of the fields named, without
   * loading them. New rows get the defaults of the database; versions and `updatedAt` move on where a row is set. With `hooks: true`
   * entities are found or made and flushed in batches. Entities in memory are read again.
   * @example
   * const { inserted, updated, ids } = await em.upsertAll(Tag, [{ name: "sea" }, { name: "ice" }], { onConflict: ["name"], update: "none" });
   *
   * **SQL**: one `INSERT … ON CONFLICT … DO UPDATE` (or `DO NOTHING`) for all rows that give the same fields, in the order of the
   * fields named, and one SELECT for the ids, in one pipeline; before it at most one statement for ids.
   * @throws NoUniqueConstraintError (`NO_UNIQUE_CONSTRAINT`), UnknownFieldError (`UNKNOWN_FIELD`), ImmutableFieldError (`IMMUTABLE`),
   * InvalidValueError (`INVALID_VALUE`), InvalidFilterError (`INVALID_FILTER`), ReadOnlyError (`READ_ONLY`), ConstraintError
   * (`UNIQUE`, `FOREIGN_KEY`, `NOT_NULL`, `CHECK`, `EXCLUSION`)
   */
  upsertAll<T extends E>(
    type: EntityConstructor<T>,
    rows: ReadonlyArray<OptsOf<T>>,
    options: UpsertAllOptions<T>,
  ): Promise<UpsertAllResult<T>>;

  /**
   * Writes everything that is pending in one transaction, or nothing. Resolves to the entities written.
   *
   * **SQL**: a lock per table of rows that exist, one INSERT per table and set of columns given, one UPDATE per table
   * and set of columns changed, one DELETE per table, in one pipeline, which is a transaction by itself; between BEGIN and COMMIT
   * where settings, hooks before COMMIT, a replica or a deferred constraint call for them; nothing when nothing changed. Rows that
   * take over a unique value from others of the same flush are written after them, by statements of their own.
   * @throws ValidationErrors (`VALIDATION`), OptimisticLockError (`OPTIMISTIC_LOCK`), ConstraintError
   * (`UNIQUE`, `FOREIGN_KEY`, `NOT_NULL`, `CHECK`, `EXCLUSION`), ConcurrentFlushError (`CONCURRENT_FLUSH`), AfterCommitError
   * (`AFTER_COMMIT`)
   */
  flush(options?: FlushOptions): Promise<E[]>;

  /**
   * Makes persisted entities part of the next flush as if a field had changed: hooks and rules run, `updatedAt` and version move, and a
   * version that moved meanwhile is told.
   * @example
   * em.touch(order);
   * await em.flush();
   *
   * **SQL**: with the flush, an UPDATE of no more than version and `updatedAt`; none where there is neither.
   * @throws EntityDeletedError (`DELETED`), ForeignEntityError (`FOREIGN_ENTITY`), WriteDuringFlushError (`WRITE_DURING_FLUSH`)
   */
  touch(entities: E | ReadonlyArray<E>): void;

  /**
   * Applies the defaults of new entities now which the next flush would apply: those that depend on other entities.
   * @example
   * const book = em.create(Book, { author });
   * await em.setDefaults(book);
   * book.notes; // "by Ann"
   *
   * **SQL**: what the hints of the defaults name and is not loaded, for all entities at once.
   * @throws ForeignEntityError (`FOREIGN_ENTITY`), and whatever a default throws
   */
  setDefaults(entities: E | ReadonlyArray<E>): Promise<void>;

  /** Ids for all new entities, before they are flushed. **SQL**: at most one statement. */
  assignNewIds(): Promise<void>;

  /**
   * Everything that `fn` reads, flushes and runs as SQL, in one transaction. When `fn` resolves, what is pending is flushed and the
   * transaction committed; when it rejects, it is rolled back, and what was flushed in it is pending again. Within another one it is
   * a part that can be taken back by itself.
   * @example
   * const left = await em.transaction(async () => {
   *   const stock = await em.load(Stock, "s:1", [], { lock: "forNoKeyUpdate" });
   *   stock.left -= 1;
   *   return stock.left;
   * }, { isolation: "repeatable read" });
   *
   * **SQL**: BEGIN and settings leave with the first statement, COMMIT with the last flush; within another one SAVEPOINT leaves with the
   * first statement, RELEASE with the next that follows. None of them is a round trip of its own, but for COMMIT where nothing is flushed at
   * the end.
   * @throws ConcurrentTransactionError (`CONCURRENT_TRANSACTION`), TransactionOptionError (`TXN_OPTION`), what `fn` throws and what a flush
   * throws, AfterCommitError (`AFTER_COMMIT`)
   */
  transaction<R>(
    fn: (txn: TransactionClient) => MaybePromise<R>,
    options?: TransactionOpts,
  ): Promise<R>;

  /**
   * Says which version of an entity the caller has seen, such as the one that a form was filled in for: the next flush that writes the
   * entity compares that with the row, in place of what was loaded. The token is the `version`, or where there is none `updatedAt`; a time
   * without microseconds, as a `Date` is, stands for the row in memory when that has it to the millisecond.
   * @example
   * em.expectVersion(author, input.version);
   * author.set({ firstName: input.firstName });
   * await em.flush(); // OptimisticLockError when somebody has changed it since
   * @throws InvalidValueError (`INVALID_VALUE`), NewEntityError (`NEW_ENTITY`)
   */
  expectVersion(entity: E, token: number | bigint | string | Date): void;

  /**
   * After a `CommitUnknownError`: asks the server whether the transaction was committed, and has the entities be what it says: written, or
   * pending as before. Until that is known, nothing more can be flushed. It stays unknown when the connection was lost before the transaction's
   * id came back, ahead of COMMIT, and with drivers that do not ask for it: see `verifyCommit`.
   * @example
   * if ((await em.resolveCommit()) === "aborted") await em.flush();
   *
   * **SQL**: `SELECT pg_xact_status($1)`, until the server knows.
   * @throws TransactionOptionError (`TXN_OPTION`) when there is nothing to be resolved, AfterCommitError (`AFTER_COMMIT`)
   */
  resolveCommit(): Promise<TransactionFate>;

  /** The client of the transaction that is open, for SQL of the application's own. */
  readonly txn: TransactionClient | undefined;

  /**
   * Locks the rows of entities until the transaction ends, and has their values as they are in the database now; what was changed in
   * memory stays. Resolves to the entities that were locked: all of them, unless those that others have locked are skipped.
   * @example
   * await em.lock([from, to], { mode: "forNoKeyUpdate" });
   *
   * **SQL**: `SELECT … WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE`, one per table, in the order of tables and one round trip.
   * @throws TransactionRequiredError (`TXN_REQUIRED`), LockNotAvailableError (`LOCK_NOT_AVAILABLE`), LockTimeoutError
   * (`LOCK_TIMEOUT`), NotFoundError (`NOT_FOUND`) for rows that are gone, NewEntityError (`NEW_ENTITY`)
   */
  lock<T extends E>(entities: T | ReadonlyArray<T>, options: LockOptions): Promise<T[]>;

  /**
   * Has the database compute a materialized view anew, in the transaction that is open if there is one. Entities of it that are loaded
   * keep what they have until `em.refresh`.
   * @example
   * await em.refreshMaterializedView(OrderTotal, { concurrently: true });
   *
   * **SQL**: `REFRESH MATERIALIZED VIEW CONCURRENTLY "public"."order_totals"`
   * @throws DomainError (`DOMAIN`) for what is no materialized view, ReadOnlyError (`READ_ONLY`), DatabaseError (`DATABASE`)
   */
  refreshMaterializedView<T extends E & ViewEntity>(
    type: MaybeAbstractEntityConstructor<T>,
    options?: RefreshViewOptions,
  ): Promise<void>;

  /**
   * Takes a lock that has no row, by a name or a number that all who want it agree on, until the transaction ends.
   * @example
   * await em.advisoryLock("rebuild the index");
   *
   * **SQL**: `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`
   * @throws TransactionRequiredError (`TXN_REQUIRED`), LockNotAvailableError (`LOCK_NOT_AVAILABLE`), LockTimeoutError (`LOCK_TIMEOUT`)
   */
  advisoryLock(key: string | bigint, options?: AdvisoryLockOptions): Promise<void>;

  /**
   * Tells those who listen to a channel of the database, in all processes, once what is flushed is committed: the notification is a part of
   * the next flush's transaction, so nobody hears of what was rolled back, nothing that was committed goes untold, and it costs no round trip.
   * A function is called when new entities have their ids. What is told twice in one transaction is heard once.
   *
   * Everybody who may connect may listen: send ids, in less than 8,000 bytes, and have who listens load what they stand for.
   * @example
   * em.notify("review_added", () => review.id);
   * await em.flush();
   *
   * **SQL**: with the flush, `SELECT count(pg_notify(channel, payload)) FROM unnest($1::text[], $2::text[]) AS sent(channel, payload)`
   * @throws ConfigError (`CONFIG`) for what is no name of a channel, ReadOnlyError (`READ_ONLY`), WriteDuringFlushError
   * (`WRITE_DURING_FLUSH`); the flush InvalidValueError (`INVALID_VALUE`) for a payload that is too long
   */
  notify(channel: string, payload?: string | (() => string)): void;

  /** Calls `fn` before every transaction of this em that is about to begin; what it throws keeps it from that. */
  beforeBegin(fn: (em: this) => MaybePromise<unknown>): void;

  /**
   * Calls `fn` as the first thing in every transaction of this em.
   * @example
   * em.afterBegin((_, txn) => txn.sql`SELECT set_config('app.user', ${user.id}, true)`);
   *
   * **SQL**: BEGIN leaves with what `fn` sends, one round trip before the writes.
   */
  afterBegin(fn: (em: this, txn: TransactionClient) => MaybePromise<unknown>): void;

  /**
   * Calls `fn` between the writes and COMMIT of every transaction of this em; reads see what was written, and entities may not be
   * changed. What it throws rolls everything back.
   * @example
   * em.beforeCommit((_, txn) => txn.sql`SELECT audit.close(${id})`);
   *
   * **SQL**: a flush waits for its writes before it sends COMMIT, one round trip more.
   */
  beforeCommit(fn: (em: this, txn: TransactionClient) => MaybePromise<unknown>): void;

  /**
   * Calls `fn` after every COMMIT of this em. The writes stand: what it throws rejects with `AfterCommitError`.
   * @example
   * em.afterCommit(() => cache.clear());
   */
  afterCommit(fn: (em: this, txn: TransactionClient) => MaybePromise<unknown>): void;

  /** Runs `fn` and flushes when it resolves; when it rejects, nothing is written. */
  run<R>(fn: (em: this) => MaybePromise<R>): Promise<R>;
}
