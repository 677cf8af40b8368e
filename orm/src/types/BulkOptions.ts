// What the methods take and give that write many rows by one statement.
import type { ExpressionFilter, RawSql } from "./Conditions.ts";
import type { Entity, FilterOf, IdOf, OptsOf } from "./Entity.ts";
import type { FlatKey } from "./FindOrCreate.ts";

/** Adds to what a column of numbers holds. */
export interface Increment {
  readonly increment: number | bigint | string;
}

/** What fields are set to: a value, SQL, or what is added. `null` unsets, and what is `undefined` is left as it is. */
export type BulkSet<T extends Entity> = {
  readonly [K in FlatKey<T>]?: OptsOf<T>[K] | Increment | RawSql | undefined;
};

interface CommonOptions {
  /** Conditions of aliases that the filter binds, and of the `sql` tag; they hold beside the filter. */
  readonly conditions?: ExpressionFilter | undefined;
  /** Rows that are softly deleted are left alone unless this is `include`. */
  readonly softDeletes?: "include" | "exclude" | undefined;
  /** Lets a filter that asks for nothing, or whose every part is `undefined`, mean all rows. */
  readonly all?: boolean | undefined;
  /** `ids` tells which rows were written. */
  readonly returning?: "ids" | undefined;
  /** `false` leaves the entities in memory as they are. */
  readonly refresh?: boolean | undefined;
  /**
   * Goes through entities, batch by batch, with hooks, rules and whatever else a flush does. What is pending in the em is flushed
   * along with the first batch.
   */
  readonly hooks?: boolean | undefined;
  /** With `hooks`: how many entities are read and flushed at a time; 500 when not given. */
  readonly batchSize?: number | undefined;
  /** With `hooks`: one transaction for all batches (`one`, the default), or one for each. */
  readonly transaction?: "one" | "perBatch" | undefined;
}

export interface UpdateAllOptions extends CommonOptions {}

export interface DeleteAllOptions extends CommonOptions {
  /** Writes since when the rows are deleted instead of deleting them. */
  readonly softDelete?: boolean | undefined;
}

/** How many rows were written, and with `returning: "ids"` which. */
export interface BulkResult<T extends Entity> {
  readonly count: number;
  readonly ids?: ReadonlyArray<IdOf<T>>;
}

export interface UpsertAllOptions<T extends Entity> extends Pick<
  CommonOptions,
  "refresh" | "hooks" | "batchSize" | "transaction"
> {
  /** The fields that tell whether a row is there: those of one unique constraint, or the id. */
  readonly onConflict: ReadonlyArray<(FlatKey<T> & string) | "id">;
  /** What is set in rows that are there: everything given (`all`, the default), nothing, or these fields. */
  readonly update?: "all" | "none" | ReadonlyArray<FlatKey<T> & string> | undefined;
  /** Rows that are there and do not match are left as they are. */
  readonly where?: FilterOf<T> | undefined;
}

/** How many rows were made and how many set; the ids in the order of what was given. */
export interface UpsertAllResult<T extends Entity> {
  readonly inserted: number;
  readonly updated: number;
  readonly ids: ReadonlyArray<IdOf<T>>;
}
