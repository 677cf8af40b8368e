// Reads the schema of a live database: one connection, one round trip, one read-only transaction.
import { catalogStatements, type DbSchema, toDbSchema } from "kingpost/catalog";
import type { Client } from "pg";
import { CodegenError } from "../errors/CodegenError.ts";
import { checkSchemas, type SchemaRow, schemasQuery } from "./checkSchemas.ts";

export interface IntrospectOptions {
  /** Default `["public"]`. */
  readonly schemas?: ReadonlyArray<string> | undefined;
  /** Names, `schema.name`, or patterns with `*`. */
  readonly ignoredTables?: ReadonlyArray<string> | undefined;
  /** Names, `schema.name`, or `*` for all: tables with `id`, `code` and `name` whose rows are read although they keep times. */
  readonly enumTables?: ReadonlyArray<string> | undefined;
}

/**
 * The schema of a database.
 *
 * @example
 * const schema = await introspect(process.env.DATABASE_URL, { ignoredTables: ["legacy_*"] });
 *
 * **SQL**: `BEGIN TRANSACTION READ ONLY`, the names of all schemas, one SELECT from `pg_catalog` and `COMMIT`, in one pipeline.
 * @throws CodegenError (`CONNECT`, and `CONFIG` for a schema that there is not)
 */
export async function introspect(url: string, options: IntrospectOptions = {}): Promise<DbSchema> {
  const { schemas = ["public"], ignoredTables = [], enumTables = [] } = options;
  const { default: pg } = await import("pg");
  let client: Client | undefined;
  try {
    client = new pg.Client({
      connectionString: url,
      application_name: "kingpost-codegen",
      connectionTimeoutMillis: 10_000,
      pipeline: true,
    });
    // A connection that breaks while it is idle is noticed by the next query.
    client.on("error", () => {});
    await client.connect();
    const [, { rows }, ...answers] = await Promise.all([
      client.query("BEGIN TRANSACTION READ ONLY"),
      client.query<SchemaRow>(schemasQuery),
      ...catalogStatements(schemas, enumTables).map(({ text, values }) =>
        client!.query<[string]>({ text, values: [...values], rowMode: "array" }),
      ),
      client.query("COMMIT"),
    ]);
    checkSchemas(schemas, rows, placeOf(url));
    return toDbSchema((answers.at(-2)!.rows[0] as [string])[0], ignoredTables);
  } catch (cause) {
    if (cause instanceof CodegenError) throw cause;
    throw new CodegenError("CONNECT", [explain(url, cause)], { cause });
  } finally {
    await client?.end().catch(() => {});
  }
}

function explain(url: string, cause: unknown): string {
  const { code, message } = cause as { readonly code?: string; readonly message?: string };
  const where = placeOf(url);
  const reason = code === undefined ? message : `${message || "no connection"} (${code})`;
  return `The schema of ${where} cannot be read: ${reason}. ${remedyOf(code)}`;
}

/** Without user and password, which belong in no log. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return "the database";
  const { hostname, port, pathname } = new URL(url);
  return `${hostname || "localhost"}:${port || "5432"}${pathname}`;
}

function remedyOf(code: string | undefined): string {
  switch (code) {
    case "ECONNREFUSED":
    case "ENOTFOUND":
    case "ETIMEDOUT":
      return "Is the server running, and is DATABASE_URL right?";
    case "28P01":
    case "28000":
      return "Check the user and the password in DATABASE_URL.";
    case "3D000":
      return "Create the database and migrate it first.";
    case "42501":
      return "Grant this user the right to read it.";
    default:
      return "Check DATABASE_URL.";
  }
}
