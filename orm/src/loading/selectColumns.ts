// The select list of an entity's rows, in the order in which entities keep their cells. Columns are named one by one: a
// prepared `SELECT *` dies when a column is added.
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { quote } from "../sql/identifier.ts";

export function selectColumns({ columns }: EntityMeta, alias: string): string {
  return columns.map(({ column }) => `${alias}.${quote(column)}`).join(", ");
}

/** The entity's own order, ended by its id. */
export function orderColumns({ orderBy, idField }: EntityMeta, alias: string): string {
  const own = orderBy.map(({ field, direction }) => `${alias}.${quote(field.column)} ${direction}`);
  return [...own, `${alias}.${quote(idField.column)}`].join(", ");
}
