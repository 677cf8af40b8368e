// Another type or name for a column that is in use, first step: old and new side by side, each kept up with the other, so that
// processes of both versions of the application run at the same time.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeIdentifier } from "pg";
import { reversible } from "./reversible.ts";
import { shortName } from "./shortName.ts";
import { plainName, quoteTable, type TableName } from "./TableName.ts";
import { updateInBatches } from "./updateInBatches.ts";

/** From what to what. */
export interface ColumnChange {
  /** The name of the new column. */
  readonly to: string;
  /** Its type. */
  readonly type: string;
  /** SQL that makes the new value of the old one, which it is given. Default: the old one, cast. */
  readonly forward?: (old: string) => string;
  /** SQL that makes the old value of the new one. Default: the new one, cast by assignment. */
  readonly backward?: (value: string) => string;
  /** Rows in one transaction. Default 5,000. */
  readonly size?: number;
}

/**
 * Adds the new column, a trigger that keeps the two alike, whichever of them is written, and fills it in batches. The migration runs
 * without a transaction and may run again. When no process uses the old column any more, `finishColumnChange` ends the change. Undone
 * automatically.
 *
 * @example
 * beginColumnChange(b, "books", "price", { to: "price_cents", type: "bigint", forward: (old) => `round(${old} * 100)` });
 *
 * **SQL**
 * ```sql
 * ALTER TABLE "books" ADD COLUMN IF NOT EXISTS "price_cents" bigint;
 * CREATE OR REPLACE FUNCTION "books_price_change"() …;
 * CREATE OR REPLACE TRIGGER "books_price_change" BEFORE INSERT OR UPDATE ON "books" …;
 * UPDATE "books" SET "price_cents" = … -- in batches
 * ```
 */
export function beginColumnChange(
  b: MigrationBuilder,
  table: TableName,
  column: string,
  change: ColumnChange,
): void {
  const {
    to,
    type,
    forward = (old) => `CAST(${old} AS ${type})`,
    backward = (value) => value,
  } = change;
  const [target, before, after] = [
    quoteTable(table),
    escapeIdentifier(column),
    escapeIdentifier(to),
  ];
  const { trigger, fn } = namesOfChange(table, column);
  const body = `
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.${after} IS NULL THEN NEW.${after} := ${forward(`NEW.${before}`)};
    ELSE NEW.${before} := ${backward(`NEW.${after}`)}; END IF;
  ELSIF NEW.${before} IS DISTINCT FROM OLD.${before} THEN NEW.${after} := ${forward(`NEW.${before}`)};
  ELSIF NEW.${after} IS DISTINCT FROM OLD.${after} AND OLD.${after} IS NOT DISTINCT FROM ${forward(`OLD.${before}`)} THEN
    NEW.${before} := ${backward(`NEW.${after}`)};
  END IF;
  RETURN NEW;
END`;
  b.noTransaction();
  reversible(
    b,
    `ALTER TABLE ${target} ADD COLUMN IF NOT EXISTS ${after} ${type};`,
    `ALTER TABLE ${target} DROP COLUMN IF EXISTS ${after};`,
  );
  reversible(
    b,
    `CREATE OR REPLACE FUNCTION ${fn}() RETURNS trigger LANGUAGE plpgsql AS ${quoteBody(body)};`,
    `DROP FUNCTION IF EXISTS ${fn}();`,
  );
  reversible(
    b,
    `CREATE OR REPLACE TRIGGER ${trigger} BEFORE INSERT OR UPDATE ON ${target} FOR EACH ROW EXECUTE FUNCTION ${fn}();`,
    `DROP TRIGGER IF EXISTS ${trigger} ON ${target};`,
  );
  updateInBatches(b, table, {
    set: `${after} = ${forward(before)}`,
    where: `${after} IS NULL AND ${forward(before)} IS NOT NULL`,
    ...(change.size === undefined ? {} : { size: change.size }),
  });
}

/** The trigger and its function, quoted. */
export function namesOfChange(table: TableName, column: string): { trigger: string; fn: string } {
  const name = shortName(plainName(table), column, "change");
  const schema = typeof table === "string" ? undefined : table.schema;
  return {
    trigger: escapeIdentifier(name),
    fn: quoteTable(schema === undefined ? name : { schema, name }),
  };
}

function quoteBody(body: string): string {
  return `'${body.replaceAll("'", "''")}'`;
}
