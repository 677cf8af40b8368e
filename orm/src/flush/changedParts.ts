// The tables that an update of an entity writes: those in which columns changed, and the one that keeps its version and the
// time of its last update, which move with every change.
import type { TablePart } from "../schema/TablePart.ts";
import type { EntityState } from "../session/EntityState.ts";

export function changedParts({ meta, changed }: EntityState): ReadonlyArray<TablePart> {
  const { parts } = meta;
  // Most entities stand in one table, and something of it has changed, unless they were only touched.
  if (parts.length === 1 && changed !== undefined && changed.size > 0) return parts;
  return parts.filter(
    ({ columns, versionField, updatedAt }) =>
      versionField !== undefined ||
      updatedAt !== undefined ||
      columns.some((column) => changed?.has(column)),
  );
}
