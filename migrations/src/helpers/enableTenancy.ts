// Tenants in one table: the database itself shows and takes only the rows of the tenant that a transaction names, whatever a statement
// asks for.
import type { MigrationBuilder } from "node-pg-migrate";
import { escapeIdentifier, escapeLiteral } from "pg";
import { reversible } from "./reversible.ts";
import { shortName } from "./shortName.ts";
import { plainName, quoteTable, type TableName } from "./TableName.ts";

/** How the rows of a table belong to tenants. */
export interface TenancyOptions {
  /** The column that names the tenant of a row; of the table of tenants itself, its key. */
  readonly column: string;
  /** The setting that names the tenant of a transaction, such as `app.library`. */
  readonly setting: string;
  /** The type of the column. Default `integer`. */
  readonly type?: string;
  /** The key of the table. Default `id`. */
  readonly idColumn?: string;
  /**
   * Columns that refer to other tables of tenants, and those tables: a row cannot refer to the row of another tenant. Policies are
   * not asked when the database checks a foreign key.
   */
  readonly within?: Readonly<Record<string, TableName>>;
}

/**
 * Shows and takes only the rows of the tenant that `setting` names, for everybody but superusers and roles that pass by policies; without
 * the setting there are no rows. Holds for the owner of the table too. A new row is of that tenant unless it says otherwise. See `createTenantRole` for the role that tenants get.
 *
 * @example
 * enableTenancy(b, "libraries", { column: "id", setting: "app.library" });
 * enableTenancy(b, "shelves", { column: "library_id", setting: "app.library" });
 * enableTenancy(b, "shelf_books", { column: "library_id", setting: "app.library", within: { shelf_id: "shelves" } });
 *
 * **SQL**
 * ```sql
 * ALTER TABLE "shelf_books" ENABLE ROW LEVEL SECURITY;
 * ALTER TABLE "shelf_books" FORCE ROW LEVEL SECURITY;
 * CREATE POLICY "shelf_books_tenant" ON "shelf_books"
 *   USING ("library_id" = (SELECT nullif(current_setting('app.library', true), '')::integer));
 * ALTER TABLE "shelf_books" ALTER COLUMN "library_id" SET DEFAULT nullif(current_setting('app.library', true), '')::integer;
 * ALTER TABLE "shelf_books" ADD CONSTRAINT "shelf_books_library_id_id_unique" UNIQUE ("library_id", "id");
 * ALTER TABLE "shelf_books" ADD CONSTRAINT "shelf_books_library_id_shelf_id_fkey"
 *   FOREIGN KEY ("library_id", "shelf_id") REFERENCES "shelves" ("library_id", "id") DEFERRABLE INITIALLY DEFERRED
 * ```
 */
export function enableTenancy(
  b: MigrationBuilder,
  table: TableName,
  { column, setting, type = "integer", idColumn = "id", within = {} }: TenancyOptions,
): void {
  const [name, own, key] = [
    quoteTable(table),
    escapeIdentifier(column),
    escapeIdentifier(idColumn),
  ];
  const policy = escapeIdentifier(shortName(plainName(table), "tenant"));
  const named = (...columns: ReadonlyArray<string>): string =>
    escapeIdentifier(shortName(plainName(table), ...columns));
  // A setting that once was made for a transaction is the empty text from then on. As a sub-query it is read once, and not by row.
  const tenant = `nullif(current_setting(${escapeLiteral(setting)}, true), '')::${type}`;
  const isTenant = column === idColumn;
  const pair = named(column, idColumn, "unique");
  const links = Object.entries(within).map(([reference, other]) => ({
    link: named(column, reference, "fkey"),
    sql: `FOREIGN KEY (${own}, ${escapeIdentifier(reference)}) REFERENCES ${quoteTable(other)} (${own}, ${key}) DEFERRABLE INITIALLY DEFERRED`,
  }));
  reversible(
    b,
    [
      `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY ${policy} ON ${name} USING (${own} = (SELECT ${tenant}))`,
      ...(isTenant
        ? []
        : [
            `ALTER TABLE ${name} ALTER COLUMN ${own} SET DEFAULT ${tenant}`,
            // What the links of other tables, and of this one, refer to.
            `ALTER TABLE ${name} ADD CONSTRAINT ${pair} UNIQUE (${own}, ${key})`,
          ]),
      ...links.map(({ link, sql }) => `ALTER TABLE ${name} ADD CONSTRAINT ${link} ${sql}`),
    ].join(";\n"),
    [
      ...links.map(({ link }) => `ALTER TABLE ${name} DROP CONSTRAINT ${link}`),
      ...(isTenant
        ? []
        : [
            `ALTER TABLE ${name} DROP CONSTRAINT ${pair}`,
            `ALTER TABLE ${name} ALTER COLUMN ${own} DROP DEFAULT`,
          ]),
      `DROP POLICY ${policy} ON ${name}`,
      `ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`,
      `ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`,
    ].join(";\n"),
  );
}
