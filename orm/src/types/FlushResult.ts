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
  /**
   * Where in the server's log its commit stands, for `em.afterWrites` of an em that reads from the replica. Only where the driver has a
   * replica; of a flush in `em.transaction` once that has committed.
   */
  readonly lsn?: string;
  /** Rows written to and removed from join tables. */
  readonly joinRows: ReadonlyArray<{
    readonly joinTableName: string;
    readonly added: number;
    readonly removed: number;
  }>;
}
