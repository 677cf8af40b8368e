// The directions of an order, and what collections and documents are ordered by.
import type { RawSql } from "./Conditions.ts";

type Direction = "ASC" | "DESC";

/** `"DESC NULLS LAST"` or `{ dir: "DESC", nulls: "LAST" }`. */
export type OrderBy =
  | Direction
  | `${Direction} NULLS ${"FIRST" | "LAST"}`
  | { readonly dir: Direction; readonly nulls?: "FIRST" | "LAST" | undefined };

/** An aggregate of one field of a collection's members. */
export interface AggregateOrder {
  readonly $min?: OrderBy | undefined;
  readonly $max?: OrderBy | undefined;
  readonly $sum?: OrderBy | undefined;
  readonly $avg?: OrderBy | undefined;
}

/** How many members a collection has, or aggregates of their fields. `O` is the order of its members. */
export type CollectionOrder<O> = { readonly $count?: OrderBy | undefined } & {
  readonly [K in keyof O]?: AggregateOrder | undefined;
};

/** A json document as a whole, or what stands at a path of it. */
export type JsonOrder = OrderBy | { readonly path: JsonPathOrder };

export interface JsonPathOrder {
  readonly [key: string]: OrderBy | JsonPathOrder | undefined;
}

/** SQL with a direction: `` [sql`lower(${a.name})`, "ASC"] ``. */
export type SqlOrder = RawSql | readonly [RawSql, OrderBy];
