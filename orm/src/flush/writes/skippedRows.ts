// Stops a transaction in SQL when an INSERT did not insert all of its rows, which triggers and rules can bring about without an error:
// the statement casts a text to integer that names the rows. So nothing is committed that is not what the entities say.
import type { TablePart } from "../../schema/TablePart.ts";
import { quote } from "../../sql/identifier.ts";

/** What a check of such rows is called. */
export const skippedKind = "skipped";

/** The list of keys that were bound: the parameter, and what an element of it is. */
export interface BoundKeys {
  readonly list: string;
  readonly element: string;
}

/**
 * A SELECT of one row over the CTE `written`, whose only column is called `failure` and is NULL, unless other than so many rows were
 * written: then it fails with the name of the table and the keys that are not there.
 * @param keys without them nobody knows which rows are missing
 */
export function failWhenSkipped(
  { meta: { tableName }, keyField }: TablePart,
  written: string,
  count: string,
  keys: BoundKeys | undefined,
): string {
  const table = `'kingpost:${skippedKind} ${tableName.replaceAll("'", "''")} '`;
  const missing =
    keys === undefined
      ? // What is constant would be cast before anything has run.
        "json_build_array(count(*))"
      : `(SELECT json_agg(key::text) FROM unnest(${keys.list}) AS key WHERE ${keys.element} NOT IN (SELECT ${quote(keyField.column)} FROM ${written}))`;
  return `SELECT CASE WHEN count(*) <> ${count} THEN (${table} || ${missing})::integer END AS failure FROM ${written}`;
}
