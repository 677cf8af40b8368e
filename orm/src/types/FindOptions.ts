// What the methods that find entities take beside their filter.
import type { ExpressionFilter } from "./Conditions.ts";
import type { Entity, OrderOf } from "./Entity.ts";
import type { List } from "./List.ts";
import type { Lock } from "./Lock.ts";
import type { SqlOrder } from "./OrderBy.ts";

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
  /** Locks what is found until the transaction ends, and has its values as they are in the database now. */
  readonly lock?: Lock | undefined;
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
  /**
   * Locks what is found until the transaction ends, and has its values as they are in the database now; what was changed in memory stays.
   * Rows are locked in the order of their keys, with a limit in the order of the find.
   * @example
   * const [job] = await em.find(Job, { state: "open" }, { limit: 1, lock: { mode: "forUpdate", wait: "skipLocked" } });
   *
   * **SQL**: `SELECT … FOR UPDATE OF j SKIP LOCKED`, by itself: not from memory, and never together with other finds.
   * @throws TransactionRequiredError (`TXN_REQUIRED`), LockNotAvailableError (`LOCK_NOT_AVAILABLE`), LockTimeoutError (`LOCK_TIMEOUT`)
   */
  readonly lock?: Lock | undefined;
}

export interface FindOrCreateOptions<H> {
  readonly populate?: H;
  /**
   * `load`: should another transaction insert such a row before the next flush does, the entity takes it over. Its id and values
   * replace those that the entity was made with; what `upsert` gives, and what was set since, is written to it. The filter must give
   * all fields of a unique constraint.
   */
  readonly onConflict?: "load" | undefined;
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
  /** Conditions of aliases that the filter binds, and of the `sql` tag; they hold beside the filter. */
  readonly conditions?: ExpressionFilter | undefined;
  /** Rows that were deleted softly are left out unless this is `include`. */
  readonly softDeletes?: "include" | "exclude" | undefined;
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
