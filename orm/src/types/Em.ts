// The entity manager as its users see it. The class on the top floor implements this and takes its documentation from here.
import type { Entity, EntityConstructor, FilterOf, IdOf, OptsOf, OrderOf } from "./Entity.ts";
import type { TaggedId } from "./Id.ts";
import type { List } from "./List.ts";
import type { Loaded, LoadHint, New, Populated, PopulatedEntity } from "./Loaded.ts";
import type { MaybePromise } from "./MaybePromise.ts";

/** What counts and lists of ids take. */
export interface WhereOptions {
  /**
   * Whether rows that are softly deleted are found, in the type asked for and in collections that the filter goes through.
   * By default they are not. A filter that names the field `deletedAt` itself decides for its type.
   */
  readonly softDeletes?: "include" | "exclude" | undefined;
}

export interface FindOptions<T extends Entity, H> extends WhereOptions {
  /** What to load along with the entities found. */
  readonly populate?: H;
  readonly orderBy?: OrderOf<T> | List<OrderOf<T>>;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
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
    };

/** What is known of every entity manager, whatever the entities of its domain are. */
export interface AnyEm {
  /** The application's own object, given on construction; hooks, defaults and rules receive it. */
  readonly ctx: unknown;
  /** All entities in this em, in the order in which they came. */
  readonly entities: ReadonlyArray<Entity>;
  readonly numberOfEntities: number;
  readonly pendingChanges: ReadonlyArray<PendingChange>;
  readonly isFlushing: boolean;
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
   * @throws UnknownFieldError (`UNKNOWN_FIELD`), InvalidValueError (`INVALID_VALUE`), DuplicateEntityError (`DUPLICATE_ENTITY`)
   */
  create<T extends E>(type: EntityConstructor<T>, opts: OptsOf<T>): New<T>;

  /**
   * The entity with this id, from memory when it is there.
   * @example
   * const author = await em.load(Author, "a:1", { books: "reviews" });
   *
   * **SQL**: `SELECT … FROM authors WHERE id = ANY($1)`, one for all loads of a tick, and one per level of the hint.
   * @throws NotFoundError (`NOT_FOUND`), InvalidIdError (`INVALID_ID`)
   */
  load(id: TaggedId): Promise<E>;
  load<T extends E>(type: EntityConstructor<T>, id: IdOf<T>): Promise<T>;
  load<T extends E, const H extends LoadHint<T>>(
    type: EntityConstructor<T>,
    id: IdOf<T>,
    hint: H,
  ): Promise<Loaded<T, H>>;

  /** The entities with these ids, in their order, duplicates kept. Rejects with `NotFoundError` naming all that are missing. */
  loadAll<T extends E>(type: EntityConstructor<T>, ids: ReadonlyArray<IdOf<T>>): Promise<T[]>;
  loadAll<T extends E, const H extends LoadHint<T>>(
    type: EntityConstructor<T>,
    ids: ReadonlyArray<IdOf<T>>,
    hint: H,
  ): Promise<Loaded<T, H>[]>;

  /** As `loadAll`, without the ones that do not exist. */
  loadAllIfExists<T extends E>(
    type: EntityConstructor<T>,
    ids: ReadonlyArray<IdOf<T>>,
  ): Promise<T[]>;
  loadAllIfExists<T extends E, const H extends LoadHint<T>>(
    type: EntityConstructor<T>,
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
  find<T extends E>(type: EntityConstructor<T>, where: FilterOf<T>): Promise<T[]>;
  find<T extends E, const H extends LoadHint<T> = never>(
    type: EntityConstructor<T>,
    where: FilterOf<T>,
    options: FindOptions<T, H>,
  ): Promise<Loaded<T, [H] extends [never] ? object : H>[]>;

  /** The one that matches, or `undefined`. Rejects with `TooManyError` when there are several. */
  findOne<T extends E>(type: EntityConstructor<T>, where: FilterOf<T>): Promise<T | undefined>;
  findOne<T extends E, const H extends LoadHint<T> = never>(
    type: EntityConstructor<T>,
    where: FilterOf<T>,
    options: FindOptions<T, H>,
  ): Promise<Loaded<T, [H] extends [never] ? object : H> | undefined>;

  /** As `findOne`; rejects with `NotFoundError` when none matches. */
  findOneOrFail<T extends E>(type: EntityConstructor<T>, where: FilterOf<T>): Promise<T>;
  findOneOrFail<T extends E, const H extends LoadHint<T> = never>(
    type: EntityConstructor<T>,
    where: FilterOf<T>,
    options: FindOptions<T, H>,
  ): Promise<Loaded<T, [H] extends [never] ? object : H>>;

  /**
   * How many entities match, without those deleted in this em; a count of all adds those that are new.
   *
   * **SQL**: one `SELECT count(*)`, for all counts of one shape in a tick.
   * @throws InvalidFilterError (`INVALID_FILTER`)
   */
  findCount<T extends E>(
    type: EntityConstructor<T>,
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
    type: EntityConstructor<T>,
    where: FilterOf<T>,
    options?: WhereOptions,
  ): Promise<IdOf<T>[]>;

  /**
   * Loads what the hint names for the entities given, level by level.
   *
   * **SQL**: one statement per relation and level, for any number of entities; none for what is loaded.
   * @throws InvalidHintError (`INVALID_HINT`)
   */
  populate<G extends E | ReadonlyArray<E>, const H extends LoadHint<PopulatedEntity<G>>>(
    entities: G,
    hint: H,
  ): Promise<Populated<G, H>>;

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

  /** The entity with this id or temporary name (`a#1`), if it is in memory. */
  getEntity(id: TaggedId): E | undefined;
  getEntities<T extends E>(type: EntityConstructor<T>): T[];
}
