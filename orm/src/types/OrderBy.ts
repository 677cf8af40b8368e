// The directions of an order.

export type OrderBy = "ASC" | "DESC" | `${"ASC" | "DESC"} NULLS ${"FIRST" | "LAST"}`;
