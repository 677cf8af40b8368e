// One value less of an enum. Foreign keys are not all that may refer to it: arrays of its keys do so unchecked.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeLiteral } from "pg";
import { block } from "./block.ts";
import { plainName, quoteTable, type TableName } from "./TableName.ts";

/** What becomes of rows that refer to the value. */
export interface RemoveEnumValueOptions {
  /** The code that they refer to from then on. Without it the removal fails while there are such rows. */
  readonly replaceWith?: string;
}

/**
 * Removes a value of an enum. It fails when there is no such code, and while a foreign key or an array column (one made by
 * `enumArrayColumn`) holds it, unless another code takes its place. The way back has to be written.
 *
 * @example
 * removeEnumValue(b, "book_status", "SKETCH", { replaceWith: "DRAFT" });
 *
 * **SQL**
 * ```sql
 * UPDATE "books" SET "status_id" = <DRAFT> WHERE "status_id" = <SKETCH>; -- for each column that refers to the enum
 * DELETE FROM "book_status" WHERE "code" = 'SKETCH'
 * ```
 */
export function removeEnumValue(
  b: MigrationBuilder,
  table: TableName,
  code: string,
  options: RemoveEnumValueOptions = {},
): void {
  const target = quoteTable(table);
  const { replaceWith } = options;
  const find = (variable: string, wanted: string): string => `
  SELECT "id" INTO ${variable} FROM ${target} WHERE "code" = ${escapeLiteral(wanted)};
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = ${escapeLiteral(`${target} has no code ${wanted}`)};
  END IF;`;
  const treat =
    replaceWith === undefined
      ? `
    EXECUTE format('SELECT count(*) FROM %s WHERE %s', holder.place, holder.found) INTO amount USING gone;
    IF amount > 0 THEN
      RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation',
        MESSAGE = format('%s rows of %s have %s in %I: say what takes its place with replaceWith',
          amount, holder.place, ${escapeLiteral(code)}, holder.name);
    END IF;`
      : `
    EXECUTE format('UPDATE %s SET %I = %s WHERE %s', holder.place, holder.name, holder.changed, holder.found) USING gone, kept;`;
  b.sql(
    block(`
DECLARE
  gone ${target}."id"%TYPE;
  kept ${target}."id"%TYPE;
  amount bigint;
  holder record;
BEGIN${find("gone", code)}${replaceWith === undefined ? "" : find("kept", replaceWith)}
  FOR holder IN
    SELECT k.conrelid::regclass AS place, a.attname AS name, format('%I = $1', a.attname) AS found, '$2' AS changed
    FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND k.confrelid = ${escapeLiteral(target)}::regclass AND cardinality(k.conkey) = 1 AND k.conparentid = 0
    UNION ALL
    SELECT c.oid::regclass, a.attname, format('$1 = ANY (%I)', a.attname), format('array_replace(%I, $1, $2)', a.attname)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_description d
      ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = a.attnum
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT a.attisdropped AND a.attndims > 0
      AND substring(d.description FROM '(?:^|\\s)enum=([\\w.]+)') IN (${namesOf(table)})
  LOOP${treat}
  END LOOP;
  DELETE FROM ${target} WHERE "id" = gone;
END`),
  );
}

/** How a comment may name the enum's table. */
function namesOf(table: TableName): string {
  const name = plainName(table);
  const schema = typeof table === "string" ? undefined : table.schema;
  return [name, `${schema ?? "public"}.${name}`].map((each) => escapeLiteral(each)).join(", ");
}
