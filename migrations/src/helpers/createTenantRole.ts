// The role under which the statements of tenants run. The user that a pool logs in as owns the tables or is a superuser, and policies
// of row-level security do not hold for superusers: a transaction takes on this role, and with it what the policies ask for.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeIdentifier, escapeLiteral } from "pg";
import { block } from "./block.ts";
import { reversible } from "./reversible.ts";

/** What else the role may reach. */
export interface TenantRoleOptions {
  /** Whose tables and sequences it may use, those that later migrations make included. Default `public`. */
  readonly schema?: string;
}

/**
 * Creates a role that cannot log in and cannot pass by policies, lets the user of the migration take it on, and grants it to read and
 * write the tables of a schema. A role is of the server and not of one of its databases: one that is there already is kept, and stays when
 * the migration is undone. Not granted are the tables in which migrations keep their books.
 *
 * @example
 * createTenantRole(b, "app_tenant");
 *
 * **SQL**
 * ```sql
 * CREATE ROLE "app_tenant" NOLOGIN NOBYPASSRLS; -- when there is none
 * GRANT "app_tenant" TO CURRENT_USER;           -- when it is not allowed yet
 * GRANT USAGE ON SCHEMA "public" TO "app_tenant";
 * GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "public" TO "app_tenant";
 * GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA "public" TO "app_tenant";
 * ALTER DEFAULT PRIVILEGES IN SCHEMA "public" GRANT … TO "app_tenant"
 * ```
 */
export function createTenantRole(
  b: MigrationBuilder,
  role: string,
  { schema = "public" }: TenantRoleOptions = {},
): void {
  const [name, space] = [escapeIdentifier(role), escapeIdentifier(schema)];
  const tables = "SELECT, INSERT, UPDATE, DELETE ON";
  const sequences = "USAGE, SELECT ON";
  reversible(
    b,
    `${makeRole(role)}
GRANT USAGE ON SCHEMA ${space} TO ${name};
GRANT ${tables} ALL TABLES IN SCHEMA ${space} TO ${name};
GRANT ${sequences} ALL SEQUENCES IN SCHEMA ${space} TO ${name};
${withoutBooks(role, schema)}
ALTER DEFAULT PRIVILEGES IN SCHEMA ${space} GRANT ${tables} TABLES TO ${name};
ALTER DEFAULT PRIVILEGES IN SCHEMA ${space} GRANT ${sequences} SEQUENCES TO ${name};`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${space} REVOKE ${sequences} SEQUENCES FROM ${name};
ALTER DEFAULT PRIVILEGES IN SCHEMA ${space} REVOKE ${tables} TABLES FROM ${name};
REVOKE ALL ON ALL SEQUENCES IN SCHEMA ${space} FROM ${name};
REVOKE ALL ON ALL TABLES IN SCHEMA ${space} FROM ${name};
REVOKE ALL ON SCHEMA ${space} FROM ${name};`,
  );
}

/** Migrations of two databases of one server may run at once: whoever comes second finds the role of the first. */
function makeRole(role: string): string {
  const [name, text] = [escapeIdentifier(role), escapeLiteral(role)];
  return block(`BEGIN
  BEGIN
    IF to_regrole(${escapeLiteral(name)}) IS NULL THEN CREATE ROLE ${name} NOLOGIN NOBYPASSRLS; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = ${text} AND (rolsuper OR rolbypassrls)) THEN
    RAISE EXCEPTION USING MESSAGE = ${escapeLiteral(`The role ${name} passes by row-level security.`)},
      HINT = ${escapeLiteral(`ALTER ROLE ${name} NOSUPERUSER NOBYPASSRLS, or choose another role.`)};
  END IF;
  IF NOT pg_has_role(CURRENT_USER, ${text},
    CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)
  THEN GRANT ${name} TO CURRENT_USER; END IF;
END`);
}

/** Whoever could write these could make a migration run again, or never. */
function withoutBooks(role: string, schema: string): string {
  return block(`DECLARE book regclass;
BEGIN
  FOR book IN SELECT oid FROM pg_class WHERE relnamespace = ${escapeLiteral(escapeIdentifier(schema))}::regnamespace
    AND relname IN (${books.map((book) => escapeLiteral(book)).join(", ")})
  LOOP EXECUTE 'REVOKE ALL ON ' || book || ${escapeLiteral(` FROM ${escapeIdentifier(role)}`)}; END LOOP;
END`);
}

/** The tables of `journal/Journal`, which is upstairs. */
const books = ["kingpost_migrations", "pgmigrations", "pgmigrations_id_seq"];
