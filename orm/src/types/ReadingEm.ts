// The half of the entity manager that reads: entities by id, by filter, by query; what they lead to; what is in memory.
import type {
  Entity,
  EntityConstructor,
  FilterOf,
  IdOf,
  MaybeAbstractEntityConstructor,
  OptsOf,
  UniqueOf,
} from "./Entity.ts";
import type {
  FindOptions,
  FindOrCreateOptions,
  PageOptions,
  StreamOptions,
  UniqueOptions,
  WhereOptions,
} from "./FindOptions.ts";
import type { Exactly, FlatFilter, IfNew } from "./FindOrCreate.ts";
import type { ForkOptions } from "./ForkOptions.ts";
import type { TaggedId } from "./Id.ts";
import type {
  Found,
  HintIn,
  LoadHint,
  Loaded,
  PopulateHint,
  Populated,
  PopulatedEntity,
} from "./Loaded.ts";
import type { Lock } from "./Lock.ts";
import type { MaybePromise } from "./MaybePromise.ts";
import type { Page } from "./Page.ts";
import type { PlainRow } from "./PlainRow.ts";
import type { RefreshEntitiesOptions, RefreshOptions } from "./RefreshOptions.ts";

/** How entities come into a unit of work, and how they are found in it. */
export interface ReadingEm<E extends Entity = Entity> {
  /**
   * The entity with this id, from memory when it is there.
   * @example
   * const author = await em.load(Author, "a:1", { books: "reviews" });
   *
   * **SQL**: `SELECT … FROM authors WHERE id = ANY($1)`, one for all loads of a tick, and one per level of the hint.
   * @throws NotFoundError (`NOT_FOUND`), InvalidIdError (`INVALID_ID`)
   */
  load(id: TaggedId): Promise<E>;
  load<T extends E>(type: MaybeAbstractEntityConstructor<T>, id: IdOf<T>): Promise<T>;
  /**
   * As above; with `lock` the row is asked for in any case, locked until the transaction ends, and the entity has the values of it.
   * @example
   * const stock = await em.load(Stock, "s:1", [], { lock: "forNoKeyUpdate" });
   *
   * **SQL**: `SELECT … FOR NO KEY UPDATE`, by itself.
   * @throws TransactionRequiredError (`TXN_REQUIRED`), LockNotAvailableError (`LOCK_NOT_AVAILABLE`), LockTimeoutError (`LOCK_TIMEOUT`)
   */
  load<T extends E, const H extends LoadHint<T>>(
    type: MaybeAbstractEntityConstructor<T>,
    id: IdOf<T>,
    hint: H,
    options?: { readonly lock?: Lock | undefined },
  ): Promise<Loaded<T, H>>;

  /** The entities with these ids, in their order, duplicates kept. Rejects with `NotFoundError` naming all that are missing. */
  loadAll<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    ids: ReadonlyArray<IdOf<T>>,
  ): Promise<T[]>;
  loadAll<T extends E, const H extends LoadHint<T>>(
    type: MaybeAbstractEntityConstructor<T>,
    ids: ReadonlyArray<IdOf<T>>,
    hint: H,
  ): Promise<Loaded<T, H>[]>;

  /** As `loadAll`, without the ones that do not exist. */
  loadAllIfExists<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    ids: ReadonlyArray<IdOf<T>>,
  ): Promise<T[]>;
  loadAllIfExists<T extends E, const H extends LoadHint<T>>(
    type: MaybeAbstractEntityConstructor<T>,
    ids: ReadonlyArray<IdOf<T>>,
    hint: H,
  ): Promise<Loaded<T, H>[]>;

  /**
   * All entities that match, ordered. Conditions whose value is `undefined` are left out.
   * @example
   * const books = await em.find(Book, { author: { publisher } }, { populate: "tags", orderBy: { title: "ASC" } });
   *
   * **SQL**: one SELECT; finds of one shape in one tick become one statement.
   * @throws InvalidFilterError (`INVALID_FILTER`)
   */
  find<T extends E>(type: MaybeAbstractEntityConstructor<T>, where: FilterOf<T>): Promise<T[]>;
  find<T extends E, const H extends LoadHint<T> = never>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options: FindOptions<T, H>,
  ): Promise<Found<T, H>[]>;

  /** The one that matches, or `undefined`. Rejects with `TooManyError` when there are several. */
  findOne<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
  ): Promise<T | undefined>;
  findOne<T extends E, const H extends LoadHint<T> = never>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options: FindOptions<T, H>,
  ): Promise<Found<T, H> | undefined>;

  /** As `findOne`; rejects with `NotFoundError` when none matches. */
  findOneOrFail<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
  ): Promise<T>;
  findOneOrFail<T extends E, const H extends LoadHint<T> = never>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options: FindOptions<T, H>,
  ): Promise<Found<T, H>>;

  /**
   * The entity with these values of a unique key, or `undefined`: its id, one unique field, or all fields of one unique
   * constraint.
   * @example
   * const reader = await em.findByUnique(Reader, { email: "ann@example.org" }, { populate: "loans" });
   *
   * **SQL**: one SELECT for all finds by one key in a tick.
   * @throws InvalidFilterError (`INVALID_FILTER`) for anything but the values of one whole key
   */
  findByUnique<T extends E, const H extends LoadHint<T> = never>(
    type: MaybeAbstractEntityConstructor<T>,
    key: UniqueOf<T>,
    options?: UniqueOptions<H>,
  ): Promise<Found<T, H> | undefined>;

  /**
   * How many entities match, without those deleted in this em; a count of all adds those that are new.
   *
   * **SQL**: one `SELECT count(*)`, for all counts of one shape in a tick.
   * @throws InvalidFilterError (`INVALID_FILTER`)
   */
  findCount<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options?: WhereOptions,
  ): Promise<number>;

  /**
   * The ids of all that match, ordered by id; nothing else of them is loaded.
   * @example
   * const ids = await em.findIds(Book, { author: { publisher } });
   *
   * **SQL**: one `SELECT id`, for all of one shape in a tick.
   * @throws InvalidFilterError (`INVALID_FILTER`)
   */
  findIds<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options?: WhereOptions,
  ): Promise<IdOf<T>[]>;

  /**
   * A page of what a find gives. The next one starts strictly behind the last row of this one, by the values that it is
   * ordered by: rows that are inserted or deleted elsewhere neither repeat nor hide others.
   * @example
   * const page = await em.findPage(Book, { author }, { orderBy: { title: "ASC" }, first: 20 });
   * const next = await em.findPage(Book, { author }, { orderBy: { title: "ASC" }, first: 20, after: page.pageInfo.endCursor });
   *
   * **SQL**: one SELECT of a row more than the page has; pages of one shape in a tick are one statement.
   * @throws InvalidFilterError (`INVALID_FILTER`), InvalidCursorError (`INVALID_CURSOR`)
   */
  findPage<T extends E, const H extends LoadHint<T> = never>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FilterOf<T>,
    options?: PageOptions<T, H>,
  ): Promise<Page<Found<T, H>>>;

  /**
   * All that match, one by one, of which never more than a batch is in memory: when the next batch is asked for, the entities
   * that the last one brought into the em leave it, unless they were changed or pinned.
   * @example
   * for await (const author of em.stream(Author, { publisher: null }, { populate: "books" })) report(author);
   *
   * **SQL**: one SELECT per batch and one per relation of the hint.
   * @throws InvalidFilterError (`INVALID_FILTER`), AbortError (`ABORTED`)
   */
  stream<T extends E, const H extends LoadHint<T> = never>(
    type: EntityConstructor<T>,
    where: FilterOf<T>,
    options?: StreamOptions<T, H>,
  ): AsyncGenerator<Found<T, H>, void, undefined>;

  /** As `stream`, a batch at a time. With `keyset`, flushing between batches is fine. */
  streamBatches<T extends E, const H extends LoadHint<T> = never>(
    type: EntityConstructor<T>,
    where: FilterOf<T>,
    options?: StreamOptions<T, H>,
  ): AsyncGenerator<Found<T, H>[], void, undefined>;

  /** Has streams leave these entities in the em. */
  pin(entities: E | ReadonlyArray<E>): void;

  /**
   * Lets entities go, but for those that the next flush needs. They keep what they had loaded and throw `DetachedEntityError` when
   * they are changed or asked to load; the em reads their rows anew.
   * @throws ForeignEntityError (`FOREIGN_ENTITY`)
   */
  evict(entities: E | ReadonlyArray<E>): void;

  /**
   * What has these values now: what the database finds and was not changed here, and new or changed entities of this em.
   * Deleted ones are left out. `undefined` asks nothing, `null` asks for no value.
   * @example
   * const drafts = await em.findWithNewOrChanged(Book, { author, status: "DRAFT" });
   *
   * **SQL**: one SELECT, none when a value is a new entity.
   * @throws InvalidFilterError (`INVALID_FILTER`) for what is no column or reference of the entity
   */
  findWithNewOrChanged<T extends E, const H extends LoadHint<T> = never>(
    type: MaybeAbstractEntityConstructor<T>,
    where: FlatFilter<T>,
    options?: UniqueOptions<H>,
  ): Promise<Found<T, H>[]>;

  /**
   * The one entity with these values, in memory or in the database, or a new one that has them and those of `ifNew`; `upsert` is
   * set in both cases. Calls that look for the same in one tick give one entity. `undefined` and `null` ask for no value.
   *
   * With `onConflict: "load"` a new entity takes over the row of another transaction that was first, instead of failing.
   * @example
   * const tag = await em.findOrCreate(Tag, { name: "sea" }, {}, undefined, { onConflict: "load" });
   *
   * **SQL**: none when memory has it, else one SELECT for all of one shape in a tick. With `onConflict` the next flush has
   * `INSERT … ON CONFLICT … DO NOTHING`; only when a row is there, it reads it and writes anew.
   * @throws TooManyError (`TOO_MANY`), InvalidFilterError (`INVALID_FILTER`), NoUniqueConstraintError (`NO_UNIQUE_CONSTRAINT`)
   */
  findOrCreate<
    T extends E,
    const W extends FlatFilter<T>,
    const U extends Partial<OptsOf<T>> = object,
    const H extends LoadHint<T> = never,
  >(
    type: EntityConstructor<T>,
    where: Exactly<W, FlatFilter<T>>,
    ifNew: IfNew<T, W, U>,
    upsert?: Exactly<U, OptsOf<T>>,
    options?: FindOrCreateOptions<H>,
  ): Promise<Found<T, H>>;

  /**
   * Loads what the hint names for the entities given, level by level.
   *
   * **SQL**: one statement per relation and level, for any number of entities; none for what is loaded.
   * @throws InvalidHintError (`INVALID_HINT`)
   */
  populate<
    G extends E | ReadonlyArray<E | undefined>,
    const P extends PopulateHint<PopulatedEntity<G>>,
  >(
    entities: G,
    hint: P,
  ): Promise<Populated<G, P>>;
  /** As above for one entity, and then what `fn` makes of it. */
  populate<G extends E, const P extends PopulateHint<G>, R>(
    entity: G,
    hint: P,
    fn: (loaded: Loaded<G, HintIn<P>>) => MaybePromise<R>,
  ): Promise<R>;

  /**
   * Reads entities again, all of the em when none are named: their rows, and every relation of theirs that is loaded. What was
   * set and not flushed is dropped, unless `keepChanges` is set. Rows that are gone make their entities deleted, and entities
   * that turn up in a collection are loaded as far as its members were. Lazy columns are unloaded, unless `populate` names them.
   * @example
   * await em.refresh(author, { keepChanges: true });
   *
   * **SQL**: one statement per entity type and one per loaded relation, in one round trip; then those of `populate`.
   * @throws ForeignEntityError (`FOREIGN_ENTITY`), DetachedEntityError (`DETACHED`), InvalidHintError (`INVALID_HINT`)
   */
  refresh(options?: RefreshOptions): Promise<void>;
  refresh<T extends E>(
    entities: T | ReadonlyArray<T>,
    options?: RefreshEntitiesOptions<LoadHint<T>>,
  ): Promise<void>;

  /**
   * Runs SQL of your own, as one statement, and gives its rows as plain objects by the names of the columns. What stands between
   * `${}` is bound, never text, but for fragments and names of the `sql` tag; a list is one array parameter (`= ANY(${ids})`),
   * `undefined` is NULL, and where Postgres cannot tell the type of a value, `sql.value(5, "integer")` says it. Members of
   * aliases and entities are refused.
   *
   * Values are those of fields whose columns have that type and no configuration: `integer` a number, `bigint` a bigint,
   * `numeric` a string, `date`, `timestamp` and `timestamptz` a `Date`, `interval` an `Interval`, ranges a `Range`, `json` and
   * arrays frozen plain values, `bytea` a `Uint8Array`; types that are not built in are text, NULL is `null`. `Row` is what you
   * say the rows are; nothing checks it. The rows can be given to `em.hydrate` and `em.loadFromQuery`, which lose nothing of them.
   *
   * It runs at once, in the open transaction if there is one, and sees what was flushed only; finds ask the database anew after
   * it. In an em that may not write it runs in a READ ONLY transaction, so that reading works.
   * @example
   * const rows = await em.sql<{ name: string; books: bigint }>`
   *   SELECT p.name, count(*) AS books FROM publishers p JOIN authors a ON a.publisher_id = p.id
   *   JOIN books b ON b.author_id = a.id WHERE a.age > ${60} GROUP BY p.id`;
   * const authors = await em.loadFromQuery(Author, em.sql`SELECT * FROM authors WHERE age > ${60}`, "books");
   *
   * **SQL**: `SELECT p.name, … WHERE a.age > $1 GROUP BY p.id`
   * @throws InvalidFilterError (`INVALID_FILTER`) for a value that has no form in SQL, and for two columns of one name;
   * InvalidValueError (`INVALID_VALUE`) for what JavaScript cannot hold, such as the date `infinity`; ReadOnlyError (`READ_ONLY`)
   * for a write where only reads are allowed; DatabaseError (`DATABASE`) and the other errors of the database
   */
  sql<Row extends object = Record<string, unknown>>(
    texts: TemplateStringsArray,
    ...values: ReadonlyArray<unknown>
  ): Promise<Row[]>;

  /**
   * Entities from rows that you queried yourself, keyed by the names of the columns as `em.sql` or node-postgres gives them. A row of an entity
   * in memory changes nothing unless `overwriteExisting` is set. Columns that are missing throw `NotLoadedError` when they are
   * read, until `em.refresh(entity)`.
   * @example
   * const authors = em.hydrate(Author, (await pool.query("SELECT * FROM authors WHERE …")).rows);
   * @throws InvalidValueError (`INVALID_VALUE`) for a row without its key
   */
  hydrate<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    rows: ReadonlyArray<PlainRow>,
    options?: { readonly overwriteExisting?: boolean },
  ): T[];

  /**
   * Entities from rows, or from a query that gives rows when it is awaited, such as a Knex builder, loaded by a hint.
   * @example
   * const authors = await em.loadFromQuery(Author, knex("authors").where("age", ">", 60), "books");
   */
  loadFromQuery<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    rows: ReadonlyArray<PlainRow>,
  ): T[];
  loadFromQuery<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    rows: PromiseLike<ReadonlyArray<PlainRow>>,
  ): Promise<T[]>;
  loadFromQuery<T extends E, const H extends LoadHint<T>>(
    type: MaybeAbstractEntityConstructor<T>,
    rows: MaybePromise<ReadonlyArray<PlainRow>>,
    hint: H,
  ): Promise<Loaded<T, H>[]>;

  /**
   * A new em with copies of all entities of this one, what is loaded of them included, so that reading them asks nothing of the
   * database. Changes in either are invisible to the other. It has the driver, the mode, the hooks, and those plugins that come along.
   * `ctx` is copied one level deep; entities of this em that it holds, and the em itself, are replaced by their counterparts.
   *
   * Rows are shared, not copied. What runs in an open transaction of this em stays there: the fork has connections of its own.
   * @example
   * const preview = em.fork({ allowPendingChanges: true });
   * (await preview.load(Author, author.id)).age = 50;
   * await preview.flush(); // tried and taken back; nothing of it shows in `em`
   *
   * **SQL**: none.
   * @throws PendingChangesError (`PENDING_CHANGES`) unless what is pending may be copied
   */
  fork(options?: ForkOptions): this;

  /**
   * Has reads from the replica of the driver see writes of before: they wait until the replica has come as far as `lsn`, and go to the
   * primary when that takes too long. It matters in ems that only read, which is what a replica serves.
   * @example
   * const written = em.lastFlush?.lsn; // of an em that has flushed, in this process or another
   * const reader = new EntityManager(ctx, { driver, mode: "read-only" });
   * reader.afterWrites(written);
   * await reader.find(Author, {});
   *
   * **SQL**: `SELECT pg_last_wal_replay_lsn() >= $1`, in the round trip of what is read.
   */
  afterWrites(lsn: string | undefined): void;

  /**
   * The same entity in this em: a copy of one of another em of the domain, with what the hint names, which must be loaded there. What
   * this em has of it already stays as it is, and gets what it lacks. Members written by hand come by what their own hint names.
   * @example
   * const author = em.importEntity(cached, { books: "reviews" });
   *
   * **SQL**: none.
   * @throws NotImportableError (`NOT_IMPORTABLE`) for entities that are new, deleted or changed, NotLoadedError (`NOT_LOADED`),
   * InvalidHintError (`INVALID_HINT`), ForeignEntityError (`FOREIGN_ENTITY`) for an entity of another domain
   */
  importEntity<T extends E, const H extends LoadHint<T> = never>(entity: T, hint?: H): Found<T, H>;

  /**
   * Lets go of all entities and all that was cached. They keep what they had loaded and throw `DetachedEntityError` when they are
   * changed or asked to load.
   * @throws PendingChangesError (`PENDING_CHANGES`) while something waits to be flushed, unless that is to be discarded
   */
  clear(options?: { readonly discardChanges?: boolean }): void;

  /** Ends the em; what was not flushed is lost. Whatever is asked of it afterwards throws `ClosedError`. */
  close(): void;

  /**
   * Entities of a type in memory whose fields have these values, as they are now, flushed or not. References are given by entity
   * or id, `null` and `undefined` ask for no value. Deleted entities are left out.
   * @example
   * em.filterEntities(Book, { author, position: 1 });
   */
  filterEntities<T extends E>(
    type: MaybeAbstractEntityConstructor<T>,
    where: { readonly [K in keyof OptsOf<T>]?: OptsOf<T>[K] | null | undefined },
  ): T[];

  /** The entity with this id or temporary name (`a#1`), if it is in memory. */
  getEntity(id: TaggedId): E | undefined;
  /** As `getEntity`, for a caller that knows the type. */
  findExistingInstance<T extends E>(id: TaggedId): T | undefined;
  getEntities<T extends E>(type: MaybeAbstractEntityConstructor<T>): T[];
}
