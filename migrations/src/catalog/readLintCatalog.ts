// What the lint asks of the database: tables with their sizes, columns, indexes and references.
import type { DbSchema } from "kingpost/catalog";
import type { Client } from "pg";

/** A table as the lint knows it; the same as `lint/KnownTable`. */
export interface LintTable {
  readonly rows: number | undefined;
  readonly columns: ReadonlyMap<string, string>;
  readonly indexed: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
  readonly rowSecurity: { readonly isEnabled: boolean; readonly isForced: boolean };
}

interface Row {
  readonly name: string;
  readonly rows: number;
  readonly columns: Readonly<Record<string, string>> | null;
  readonly indexed: ReadonlyArray<string>;
  readonly references: ReadonlyArray<string>;
  readonly isEnabled: boolean;
  readonly isForced: boolean;
}

/** All tables by `schema.name`. One statement. */
export async function readLintCatalog(client: Client): Promise<ReadonlyMap<string, LintTable>> {
  const { rows } = await client.query<Row>(
    `SELECT n.nspname || '.' || c.relname AS name, c.reltuples::float8 AS rows,
       c.relrowsecurity AS "isEnabled", c.relforcerowsecurity AS "isForced",
       (SELECT json_object_agg(a.attname, format_type(a.atttypid, a.atttypmod)) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
       ARRAY(SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE i.indrelid = c.oid) AS indexed,
       ARRAY(SELECT a.attname::text FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
        WHERE k.conrelid = c.oid AND k.contype = 'f') AS references
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`,
  );
  return new Map(
    rows.map(({ name, rows: count, columns, indexed, references, isEnabled, isForced }) => [
      name,
      {
        // -1: nobody has counted yet.
        rows: count < 0 ? undefined : count,
        columns: new Map(Object.entries(columns ?? {})),
        indexed: new Set(indexed),
        references: new Set(references),
        rowSecurity: { isEnabled, isForced },
      },
    ]),
  );
}

/** The columns that generated code knows, as `schema.table.column`. */
export function usedColumns({ tables }: Pick<DbSchema, "tables">): ReadonlySet<string> {
  return new Set(
    tables.flatMap(({ schema, name, columns }) =>
      columns.map((column) => `${schema}.${name}.${column.name}`),
    ),
  );
}
