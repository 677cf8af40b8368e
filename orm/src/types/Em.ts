// The entity manager as its users see it. The class on the top floor implements this and takes its documentation from here.
import type { BatchCounts } from "./BatchCounts.ts";
import type { ExpressionFilter } from "./Conditions.ts";
import type {
  Entity,
  EntityConstructor,
  MaybeAbstractEntityConstructor,
  FilterOf,
  IdOf,
  OptsOf,
  OrderOf,
  UniqueOf,
} from "./Entity.ts";
import type { Exactly, FlatFilter, IfNew } from "./FindOrCreate.ts";
import type { TaggedId } from "./Id.ts";
import type { List } from "./List.ts";
import type {
  Found,
  HintIn,
  Loaded,
  LoadHint,
  New,
  Populated,
  PopulatedEntity,
  PopulateHint,
} from "./Loaded.ts";
import type { MaybePromise } from "./MaybePromise.ts";
import type { SqlOrder } from "./OrderBy.ts";
import type { PartialOrNull } from "./PartialOrNull.ts";

/** What every find takes. */
export interface QueryOptions {
  /**
   * Whether rows that are softly deleted are found, in the type asked for and in collections that the filter goes through.
   * By default they are not. A filter that names the field `deletedAt` itself decides for its type.
   */
  readonly softDeletes?: "include" | "exclude" | undefined;
  /** `false` asks the database even when the same was asked since the last flush. */
  readonly cache?: boolean | undefined;
  /**
   * Ends the wait: the promise rejects with `AbortError`. The server stops too, when nobody else waits for the statement
   * and it is not part of a transaction.
   */
  readonly signal?: AbortSignal | undefined;
}

/** What counts and lists of ids take. */
export interface WhereOptions extends QueryOptions {}

/** What a find by a unique key takes. */
export interface UniqueOptions<H> extends QueryOptions {
  readonly populate?: H;
}

export interface FindOptions<T extends Entity, H> extends QueryOptions {
  /** What to load along with the entities found. */
  readonly populate?: H;
  readonly orderBy?: OrderOf<T> | List<OrderOf<T> | SqlOrder>;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  /** Conditions of aliases that the filter binds, and of the `sql` tag; they hold beside the filter. */
  readonly conditions?: ExpressionFilter | undefined;
  /** Rows that were deleted softly are left out unless this is `include`. */
  readonly softDeletes?: "include" | "exclude" | undefined;
  /** Lets conditions tie members of several collections together, by LEFT JOINs. */
  readonly allowMultipleLeftJoins?: boolean | undefined;
  /** `false` joins collections instead of asking for them by EXISTS. */
  readonly optimizeJoinsToExists?: boolean | undefined;
}

export interface FindOrCreateOptions<H> {
  readonly populate?: H;
  /** `include` takes an entity that is softly deleted as it is; by default it is restored. */
  readonly softDeletes?: "include" | "exclude" | undefined;
}

/** What a page takes: `first` rows behind `after`, or the `last` ones before `before`. Without a size all that are left. */
export interface PageOptions<T extends Entity, H> extends QueryOptions {
  readonly populate?: H;
  readonly orderBy?: OrderOf<T> | List<OrderOf<T> | SqlOrder>;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** What a stream takes. */
export interface StreamOptions<T extends Entity, H> {
  readonly populate?: H;
  readonly orderBy?: OrderOf<T> | List<OrderOf<T>>;
  readonly softDeletes?: "include" | "exclude" | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How many entities are read at a time; 500 when not given. */
  readonly batchSize?: number | undefined;
  /**
   * `keyset` (the default): a statement of its own for each batch, which goes on behind the last row of the one before; what it
   * is ordered by must not change meanwhile. `cursor`: a cursor of the server on a connection of its own, which sees all rows as
   * they were at one instant.
   */
  readonly strategy?: "keyset" | "cursor" | undefined;
}

/** A part of what a find gives, in its order. */
export interface Page<T> {
  readonly nodes: T[];
  readonly edges: Array<{ readonly node: T; readonly cursor: string }>;
  readonly pageInfo: {
    readonly startCursor: string | undefined;
    readonly endCursor: string | undefined;
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  };
  /** How many there are on all pages. **SQL**: one `SELECT count(*)`, when it is called. */
  totalCount(): Promise<number>;
}

/** What one flush wrote. */
export interface FlushResult<E extends Entity = Entity> {
  readonly created: ReadonlyArray<E>;
  readonly updated: ReadonlyArray<{
    readonly entity: E;
    readonly fields: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  }>;
  readonly deleted: ReadonlyArray<E>;
  /** Rows written to and removed from join tables. */
  readonly joinRows: ReadonlyArray<{
    readonly joinTableName: string;
    readonly added: number;
    readonly removed: number;
  }>;
}

export type PendingChange =
  | { readonly kind: "create" | "update" | "delete"; readonly entity: Entity }
  | {
      readonly kind: "m2m";
      readonly op: "add" | "remove";
      readonly joinTableName: string;
      readonly entities: readonly [Entity, Entity];
    }
  | {
      readonly kind: "m2mEnum";
      readonly op: "add" | "remove";
      readonly joinTableName: string;
      readonly entity: Entity;
      readonly code: string;
    };

/**
 * What an em may do: everything; everything but commit, so that a flush only tries what it would write; or read.
 */
export type EntityManagerMode = "writes" | "in-memory-writes" | "read-only";

export interface RefreshOptions {
  /** Loads all relations of the entities, and of those that they lead to, until nothing is left. */
  readonly deepLoad?: boolean;
  /** Keeps what was set and not flushed, as a change to the fresh row. */
  readonly keepChanges?: boolean;
}

export interface RefreshEntitiesOptions<H> extends RefreshOptions {
  /** What is loaded of the fresh entities, lazy columns included, which a refresh unloads. */
  readonly populate?: H;
}

/** A row as `em.sql` or node-postgres gives it, by the names of its columns. */
export type PlainRow = Readonly<Record<string, unknown>>;

/** What is known of every entity manager, whatever the entities of its domain are. */
export interface AnyEm {
  /** The application's own object, given on construction; hooks, defaults and rules receive it. */
  readonly ctx: unknown;
  /** All entities in this em, in the order in which they came. */
  readonly entities: ReadonlyArray<Entity>;
  readonly numberOfEntities: number;
  readonly pendingChanges: ReadonlyArray<PendingChange>;
  /** How often each operation was asked for, in how many ticks it was sent and by how many statements; for tests. */
  readonly batchStats: Readonly<Record<string, BatchCounts>>;
  readonly isFlushing: boolean;
  /** Rows are being read again. */
  readonly isRefreshing: boolean;
  /** After `close()`; every other use of the em throws `ClosedError` then. */
  readonly isClosed: boolean;
  /** How many entities this em may hold. */
  readonly entityLimit: number;
  /** May be set at any time outside a flush. */
  mode: EntityManagerMode;
}

/** One unit of work: an identity map, what has changed in it, and the loads under way. Made per request or job. */
export interface Em<C = unknown, E extends Entity = Entity> extends AnyEm {
  readonly ctx: C;
  readonly entities: ReadonlyArray<E>;
  /** What the last flush wrote; `undefined` before the first. */
  readonly lastFlush: FlushResult<E> | undefined;

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
   * The entity with this id, from memory when it is there.
   * @example
   * const author = await em.load(Author, "a:1", { books: "reviews" });
   *
   * **SQL**: `SELECT … FROM authors WHERE id = ANY($1)`, one for all loads of a tick, and one per level of the hint.
   * @throws NotFoundError (`NOT_FOUND`), InvalidIdError (`INVALID_ID`)
   */
  load(id: TaggedId): Promise<E>;
  load<T extends E>(type: MaybeAbstractEntityConstructor<T>, id: IdOf<T>): Promise<T>;
  load<T extends E, const H extends LoadHint<T>>(
    type: MaybeAbstractEntityConstructor<T>,
    id: IdOf<T>,
    hint: H,
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
   * @example
   * const tag = await em.findOrCreate(Tag, { name: "sea" }, {});
   *
   * **SQL**: none when memory has it, else one SELECT for all of one shape in a tick.
   * @throws TooManyError (`TOO_MANY`), InvalidFilterError (`INVALID_FILTER`)
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

  /** Marks entities to be deleted by the next flush; they vanish from loaded collections at once. */
  delete(entities: E | ReadonlyArray<E>): void;

  /**
   * Writes everything that is pending in one transaction, or nothing. Resolves to the entities written.
   *
   * **SQL**: BEGIN, a lock per table of rows that exist, one INSERT per table and set of columns given, one UPDATE per table
   * and set of columns changed, one DELETE per table, COMMIT, in one pipeline; nothing when nothing changed. Rows that take
   * over a unique value from others of the same flush are written after them, by statements of their own.
   * @throws ValidationErrors (`VALIDATION`), OptimisticLockError (`OPTIMISTIC_LOCK`), ConstraintError
   * (`UNIQUE`, `FOREIGN_KEY`, `NOT_NULL`, `CHECK`, `EXCLUSION`), ConcurrentFlushError (`CONCURRENT_FLUSH`)
   */
  flush(): Promise<E[]>;

  /** Ids for all new entities, before they are flushed. **SQL**: at most one statement. */
  assignNewIds(): Promise<void>;

  /** Runs `fn` and flushes when it resolves; when it rejects, nothing is written. */
  run<R>(fn: (em: this) => MaybePromise<R>): Promise<R>;

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
