// Collections that are asked, never loaded.
import type { Entity, FilterOf, IdOf } from "./Entity.ts";
import type { PageOptions, StreamOptions } from "./FindOptions.ts";
import type { Page } from "./Page.ts";

/** What the members asked for must match. */
interface WhereOption<U extends Entity> {
  readonly where?: FilterOf<U> | undefined;
}

/** A collection that is too large to be in memory as a whole: it is asked, never loaded, and no hint may name it. */
export interface LargeCollection<T extends Entity, U extends Entity> {
  readonly entity: T;
  readonly fieldName: string;
  /** The member with this id, if it is one. **SQL**: one statement for all that are asked for in a tick; none from memory. */
  find(id: IdOf<U>): Promise<U | undefined>;
  /** **SQL**: none where the foreign key is the other entity's; else one statement for all that are asked in a tick. */
  includes(other: U): Promise<boolean>;
  /**
   * How many members there are, or how many of them match; what was added and removed in memory counts.
   * Conditions are asked of the database, so that new entities match none before they are flushed.
   * @example
   * await group.critics.count({ name: { ilike: "a%" } });
   *
   * **SQL**: one `SELECT count(*)`; counts of one shape in one tick become one statement.
   */
  count(where?: FilterOf<U>): Promise<number>;
  /**
   * A page of the members as the database has them, as `em.findPage` gives it.
   * @example
   * const page = await group.critics.page({ orderBy: { name: "ASC" }, first: 20 });
   *
   * **SQL**: one SELECT that goes on from the cursor.
   */
  page(options?: PageOptions<U, never> & WhereOption<U>): Promise<Page<U>>;
  /**
   * The members as the database has them, one after the other in bounded memory, as `em.stream` gives them.
   * @example
   * for await (const critic of group.critics.stream()) report(critic);
   *
   * **SQL**: one SELECT for each batch.
   */
  stream(options?: StreamOptions<U, never> & WhereOption<U>): AsyncIterable<U>;
  add(other: U): void;
  remove(other: U): void;
}
