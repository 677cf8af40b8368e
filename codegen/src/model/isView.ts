import type { DbTable } from "kingpost/catalog";

/** Whether its rows are those of a view. */
export function isView({ kind }: Pick<DbTable, "kind">): boolean {
  return kind === "view" || kind === "materialized view";
}
