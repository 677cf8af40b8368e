import type { Cloned, CloneOptions } from "./CloneOptions.ts";
// The half of the entity manager that writes: new entities, deletions, and the flush that sends what is pending.
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
  MaybeAbstractEntityConstructor,
  OptsOf,
} from "./Entity.ts";
import type { FlushOptions } from "./FlushOptions.ts";
import type { LoadHint, New, PopulatedEntity } from "./Loaded.ts";
import type { MaybePromise } from "./MaybePromise.ts";
import type { PartialOrNull } from "./PartialOrNull.ts";
import type { TransactionClient } from "./TransactionClient.ts";
import type { UpsertOpts } from "./UpsertOpts.ts";

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
  create<T extends E>(type: EntityConstructor<T>, opts: OptsOf<T>): New<T>;

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
   * Writes everything that is pending in one transaction, or nothing. Resolves to the entities written.
   *
   * **SQL**: BEGIN, a lock per table of rows that exist, one INSERT per table and set of columns given, one UPDATE per table
   * and set of columns changed, one DELETE per table, COMMIT, in one pipeline; nothing when nothing changed. Rows that take
   * over a unique value from others of the same flush are written after them, by statements of their own.
   * @throws ValidationErrors (`VALIDATION`), OptimisticLockError (`OPTIMISTIC_LOCK`), ConstraintError
   * (`UNIQUE`, `FOREIGN_KEY`, `NOT_NULL`, `CHECK`, `EXCLUSION`), ConcurrentFlushError (`CONCURRENT_FLUSH`), AfterCommitError
   * (`AFTER_COMMIT`)
   */
  flush(options?: FlushOptions): Promise<E[]>;

  /** Ids for all new entities, before they are flushed. **SQL**: at most one statement. */
  assignNewIds(): Promise<void>;

  /**
   * Calls `fn` between the writes and COMMIT of every transaction of this em; reads see what was written, and entities may not be
   * changed. What it throws rolls everything back.
   * @example
   * em.beforeCommit((_, txn) => txn.sql`SELECT pg_notify('authors', 'changed')`);
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
