// A read of entities as plugins are told of it, before it is batched with others.
import type { EntityMeta } from "./EntityMeta.ts";

/**
 * What a read is for. `load` is by key: `em.load`, references, and what `populate` loads of them; `lens` is what a lens passes
 * on its way when it is one statement. Relations that are populated are the same reads as those that are loaded alone.
 */
export type FindOperation =
  | "find"
  | "findByUnique"
  | "findCount"
  | "findIds"
  | "findPage"
  | "stream"
  | "lens"
  | "load"
  | "refresh"
  | "bulk"
  | "o2m-load"
  | "o2m-find"
  | "o2o-load"
  | "m2m-load"
  | "m2m-find"
  | "enum-load"
  | "lazy-column"
  | "recursive-parents"
  | "recursive-children"
  | "recursive-m2m";

export interface FindQuery {
  /** The type that is read; what is found may be of its subtypes. */
  readonly meta: EntityMeta;
  readonly operation: FindOperation;
  /**
   * Rows that do not match are as if they were not there. The filter is one that `em.find` takes for the type.
   * @throws InvalidFilterError (`INVALID_FILTER`) for a filter with `undefined` in it: what it should ask for is not known
   */
  where(filter: object): void;
  /** Orders what is found after the order that was asked for, or instead of the type's own; only finds, pages and streams have one. */
  orderBy(order: object): void;
}
