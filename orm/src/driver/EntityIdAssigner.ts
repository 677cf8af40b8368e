// Ids of the application's own making for one type of entities.
import type { Cell } from "../sql/Statement.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";

/** Sends SQL where the flush is: on the connection of its transaction, or any other. Rows are lists of texts. */
export type SendQuery = (
  text: string,
  values?: ReadonlyArray<Cell>,
) => Promise<ReadonlyArray<ReadonlyArray<Cell>>>;

/**
 * ```ts
 * new PostgresDriver(pool, {
 *   idAssigners: { Order: { newIds: (count) => Array.from({ length: count }, () => ulid()) } },
 * });
 * ```
 */
export interface EntityIdAssigner {
  /** As many new ids, with their tags or without. */
  newIds(count: number, query: SendQuery): MaybePromise<ReadonlyArray<string | number | bigint>>;
}
