// What a flush wrote.
import type { Entity } from "./Entity.ts";

/** What one flush wrote. */
export interface FlushResult<E extends Entity = Entity> {
  readonly created: ReadonlyArray<E>;
  readonly updated: ReadonlyArray<{
    readonly entity: E;
    readonly fields: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  }>;
  readonly deleted: ReadonlyArray<E>;
  /** Entities of `findOrCreate` that took over the rows of other transactions instead of being inserted. */
  readonly adopted: ReadonlyArray<E>;
  /** Rows written to and removed from join tables. */
  readonly joinRows: ReadonlyArray<{
    readonly joinTableName: string;
    readonly added: number;
    readonly removed: number;
  }>;
}
