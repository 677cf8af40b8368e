// What the tests of the helpers share: their statements, and databases made of them.
import { MigrationBuilder } from "node-pg-migrate";
import { createCreatedAtFunction, createUpdatedAtFunction } from "../src/index.ts";
import { newDatabase, query } from "./scratch.ts";

function refuse(): never {
  throw new Error("No statement is sent here.");
}

const silent = { info: refuse, warn: refuse, error: refuse };

/** The statements that `work` gives to a builder; the builder itself sends none. */
export function sqlOf(work: (b: MigrationBuilder) => void, isReversed: boolean = false): string {
  const b = new MigrationBuilder(
    { query: refuse, select: refuse, column: refuse } as never,
    undefined,
    false,
    silent,
  );
  if (isReversed) b.enableReverseMode();
  work(b);
  return b.getSql().trim();
}

/** Runs what `work` gives to a builder on a new database with the trigger functions. */
export async function databaseWith(work: (b: MigrationBuilder) => void): Promise<string> {
  const url = await newDatabase();
  const functions = sqlOf((b) => {
    createCreatedAtFunction(b);
    createUpdatedAtFunction(b);
  });
  await query(url, `${functions}\n${sqlOf(work)}`);
  return url;
}

export const columnsOf: string =
  "SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required, " +
  "pg_get_expr(d.adbin, d.adrelid) AS default FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum " +
  "WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

export const indexesOf: string =
  "SELECT indexdef AS sql FROM pg_indexes WHERE schemaname || '.' || tablename = $1 ORDER BY indexname";

export const constraintsOf: string =
  "SELECT pg_get_constraintdef(oid) AS sql FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('f', 'p', 'u') ORDER BY contype, conname";
