// The schemas that are to be read: whether they are there, and may be used.
import { nearest } from "../config/nearest.ts";
import { CodegenError } from "../errors/CodegenError.ts";

/** All schemas of a database, and whether this user may use them. */
export const schemasQuery: string = `SELECT nspname::text AS name, has_schema_privilege(oid, 'USAGE') AS usable, quote_ident(nspname) AS quoted,
  quote_ident(current_user) AS "user"
FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_(?:toast|temp)' ORDER BY nspname`;

export interface SchemaRow {
  readonly name: string;
  readonly usable: boolean;
  readonly quoted: string;
  readonly user: string;
}

/** @throws CodegenError (`CONFIG` for a schema that there is not, `CONNECT` for one that this user may not use) */
export function checkSchemas(
  wanted: ReadonlyArray<string>,
  rows: ReadonlyArray<SchemaRow>,
  place: string,
): void {
  const names = rows.map(({ name }) => name);
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new CodegenError(
      "CONFIG",
      missing.map((name) => {
        const meant = nearest(name, names);
        const hint =
          meant === undefined ? "; create it, or take it off" : `, did you mean ${meant}?`;
        return `schemas: ${place} has no schema ${name}${hint}`;
      }),
    );
  const closed = rows.filter(({ name, usable }) => wanted.includes(name) && !usable);
  if (closed.length > 0)
    throw new CodegenError(
      "CONNECT",
      closed.map(
        ({ name, quoted, user }) =>
          `The schema ${name} of ${place} cannot be read: its user has no right to it (42501). Write: GRANT USAGE ON SCHEMA ${quoted} TO ${user}`,
      ),
    );
}
