// Stops a transaction in SQL when a row is not as it was when it was read: the statement casts a text to integer that names
// the rows, which fails and makes COMMIT a ROLLBACK. So no round trip is spent on asking first.
import type { ColumnField } from "../../schema/Field.ts";
import type { TablePart } from "../../schema/TablePart.ts";
import type { EntityState } from "../../session/EntityState.ts";
import { quote } from "../../sql/identifier.ts";
import type { Cell } from "../../sql/Statement.ts";

/** What the row must have there: what a client says it has seen, or what was read. */
export function expectedToken(state: EntityState, { index }: ColumnField): Cell {
  return state.session.expectedTokens?.get(state) ?? state.cell(index)!;
}

/** What the failing text begins with, for the driver to know it by. */
export const staleCheck = "kingpost:oplock";

/**
 * A SELECT over the CTEs `given` (what was to be written, with `id`) and `written` (what was, with `id` first): the rows
 * written that somebody has to know of, or the failure that lists the others as `[[id, "changed" | "deleted"], …]`.
 */
export function selectUnlessStale(part: TablePart, isOfInterest: string): string {
  return `SELECT written.*, ${staleFailure(part, "stale.rows")} FROM (${staleRows(part, "")}) AS stale LEFT JOIN written ON ${isOfInterest}`;
}

/** Fails when there are such rows. */
export function staleFailure({ meta: { tableName } }: TablePart, rows: string): string {
  const text = `'${staleCheck} ${tableName.replaceAll("'", "''")} ' || ${rows}`;
  return `CASE WHEN ${rows} IS NOT NULL THEN (${text})::integer END`;
}

/** The rows that were given and not written, as one text, by the CTEs whose names end in `suffix`. */
export function staleRows({ meta: { table }, keyField }: TablePart, suffix: string): string {
  const id = quote(keyField.column);
  const given = suffix === "" ? "given" : `given${suffix} AS given`;
  const written = suffix === "" ? "written" : `written${suffix} AS written`;
  const reason = `CASE WHEN EXISTS (SELECT FROM ${table} AS t WHERE t.${id} = given.id) THEN 'changed' ELSE 'deleted' END`;
  const missing = `NOT EXISTS (SELECT FROM ${written} WHERE written.id = given.id)`;
  return `SELECT json_agg(json_build_array(given.id::text, ${reason}) ORDER BY given.id)::text AS rows FROM ${given} WHERE ${missing}`;
}
