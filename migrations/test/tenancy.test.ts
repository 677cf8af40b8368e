// The helpers for tenants: their statements, what the database makes of them, and the way back.
import type { MigrationBuilder } from "node-pg-migrate";
import { Client } from "pg";
import { afterAll, describe, expect, inject, it } from "vitest";
import { readStructure } from "../src/catalog/readStructure.ts";
import { createEntityTable, createTenantRole, enableTenancy, foreignKey } from "../src/index.ts";
import { databaseWith, sqlOf } from "./builder.ts";
import { errorOf, newDatabase, query } from "./scratch.ts";

const role = `tenancy "test" ${process.pid}`;
const quoted = `"${role.replaceAll('"', '""')}"`;

const makeTables = (b: MigrationBuilder): void => {
  createEntityTable(b, "libraries", { name: { type: "text", notNull: true } });
  createEntityTable(b, "shelves", { library_id: foreignKey("libraries", { notNull: true }) });
  createEntityTable(b, "shelf_books", {
    library_id: foreignKey("libraries", { notNull: true }),
    shelf_id: foreignKey("shelves", { notNull: true }),
  });
};

const makeTenants = (b: MigrationBuilder): void => {
  const setting = "app.library";
  createTenantRole(b, role);
  enableTenancy(b, "libraries", { column: "id", setting });
  enableTenancy(b, "shelves", { column: "library_id", setting });
  enableTenancy(b, "shelf_books", {
    column: "library_id",
    setting,
    within: { shelf_id: "shelves" },
  });
};

/** Runs statements as the role in one transaction, for a tenant. */
function as(url: string, tenant: number | undefined, sql: string): ReturnType<typeof query> {
  const settings =
    tenant === undefined ? "" : `PERFORM set_config('app.library', '${tenant}', true);`;
  return query(url, `DO $$ BEGIN SET LOCAL ROLE ${quoted}; ${settings} ${sql} END $$`);
}

// The databases in which it was granted something are gone by then.
afterAll(() => query(inject("adminUrl"), `DROP ROLE IF EXISTS ${quoted}`));

describe("tenants", () => {
  it("R-MIG-1/enableTenancy says what the database shows and takes, and takes it back", () => {
    const work = (b: MigrationBuilder): void =>
      enableTenancy(
        b,
        { schema: "app", name: "shelf_books" },
        {
          column: "library_id",
          setting: "app.library",
          type: "bigint",
          within: { shelf_id: "shelves" },
        },
      );
    expect(sqlOf(work)).toMatchInlineSnapshot(`
      "ALTER TABLE "app"."shelf_books" ENABLE ROW LEVEL SECURITY;
      ALTER TABLE "app"."shelf_books" FORCE ROW LEVEL SECURITY;
      CREATE POLICY "shelf_books_tenant" ON "app"."shelf_books" USING ("library_id" = (SELECT nullif(current_setting('app.library', true), '')::bigint));
      ALTER TABLE "app"."shelf_books" ALTER COLUMN "library_id" SET DEFAULT nullif(current_setting('app.library', true), '')::bigint;
      ALTER TABLE "app"."shelf_books" ADD CONSTRAINT "shelf_books_library_id_id_unique" UNIQUE ("library_id", "id");
      ALTER TABLE "app"."shelf_books" ADD CONSTRAINT "shelf_books_library_id_shelf_id_fkey" FOREIGN KEY ("library_id", "shelf_id") REFERENCES "shelves" ("library_id", "id") DEFERRABLE INITIALLY DEFERRED;"
    `);
    expect(sqlOf(work, true)).toMatchInlineSnapshot(`
      "ALTER TABLE "app"."shelf_books" DROP CONSTRAINT "shelf_books_library_id_shelf_id_fkey";
      ALTER TABLE "app"."shelf_books" DROP CONSTRAINT "shelf_books_library_id_id_unique";
      ALTER TABLE "app"."shelf_books" ALTER COLUMN "library_id" DROP DEFAULT;
      DROP POLICY "shelf_books_tenant" ON "app"."shelf_books";
      ALTER TABLE "app"."shelf_books" NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE "app"."shelf_books" DISABLE ROW LEVEL SECURITY;"
    `);
  });

  it("R-MIG-1/enableTenancy a tenant sees and writes its own rows, without one there are none, and no foreign key leads to another one", async () => {
    const url = await databaseWith((b) => {
      makeTables(b);
      makeTenants(b);
    });
    for (const tenant of [1, 2])
      await as(
        url,
        tenant,
        `INSERT INTO libraries (id, name) VALUES (${tenant}, 'l'); INSERT INTO shelves (id) VALUES (${tenant});`,
      );
    const stored = await query(url, "SELECT id, library_id FROM shelves ORDER BY id");
    const failures = await Promise.all(
      [
        as(url, undefined, "INSERT INTO shelves DEFAULT VALUES;"),
        as(url, undefined, "INSERT INTO shelves (library_id) VALUES (1);"),
        as(url, 1, "INSERT INTO shelves (library_id) VALUES (2);"),
        as(url, 1, "UPDATE shelves SET library_id = 2;"),
        as(url, 1, "INSERT INTO shelf_books (shelf_id) VALUES (2); SET CONSTRAINTS ALL IMMEDIATE;"),
        as(url, 1, "INSERT INTO libraries (id, name) VALUES (3, 'l');"),
      ].map(async (work) => {
        const { code, message } = (await errorOf(work)) as { code: string; message: string };
        return `${code} ${message}`;
      }),
    );
    await as(url, 1, "UPDATE shelves SET version = 2; DELETE FROM shelves WHERE id = 2;");
    await as(url, undefined, "UPDATE shelves SET version = 3; DELETE FROM shelves;");

    expect([stored, await query(url, "SELECT id, version FROM shelves ORDER BY id")]).toEqual([
      [
        { id: 1, library_id: 1 },
        { id: 2, library_id: 2 },
      ],
      [
        { id: 1, version: 2 },
        { id: 2, version: 1 },
      ],
    ]);
    expect(failures).toMatchInlineSnapshot(`
      [
        "42501 new row violates row-level security policy for table "shelves"",
        "42501 new row violates row-level security policy for table "shelves"",
        "42501 new row violates row-level security policy for table "shelves"",
        "42501 new row violates row-level security policy for table "shelves"",
        "23503 insert or update on table "shelf_books" violates foreign key constraint "shelf_books_library_id_shelf_id_fkey"",
        "42501 new row violates row-level security policy for table "libraries"",
      ]
    `);
  });

  it("R-MIG-1/createTenantRole makes the role once for a server, for tables of later migrations too, but not for the books of migrations", async () => {
    const make = (b: MigrationBuilder): void => {
      b.createTable("kingpost_migrations", { name: "text" });
      b.createTable("pgmigrations", { id: "serial" });
      createTenantRole(b, role);
      createTenantRole(b, role);
      b.createTable("later", { id: "serial" });
    };
    // At once, as tests that make their databases are.
    const urls = await Promise.all([databaseWith(make), databaseWith(make)]);
    const granted = await query(
      urls[1],
      `SELECT relname AS name, has_table_privilege($1, oid, 'SELECT') AND has_table_privilege($1, oid, 'INSERT, UPDATE, DELETE') AS usable,
         has_table_privilege($1, oid, 'TRUNCATE') AS truncatable
       FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
      [role],
    );
    expect(granted).toEqual([
      { name: "kingpost_migrations", usable: false, truncatable: false },
      { name: "later", usable: true, truncatable: false },
      { name: "pgmigrations", usable: false, truncatable: false },
    ]);
  });

  it("R-MIG-1/createTenantRole refuses a role that passes by policies", async () => {
    const strong = `tenancy_strong_${process.pid}`;
    const url = await databaseWith((b) => b.sql(`CREATE ROLE ${strong} BYPASSRLS`));
    const error = await errorOf(
      query(
        url,
        sqlOf((b) => createTenantRole(b, strong)),
      ),
    );
    await query(url, `DROP ROLE ${strong}`);
    expect(error).toMatchObject({
      message: `The role "${strong}" passes by row-level security.`,
      hint: `ALTER ROLE "${strong}" NOSUPERUSER NOBYPASSRLS, or choose another role.`,
    });
  });

  it("R-MIG-3: the way back leaves neither policies nor grants nor defaults, and keeps the role", async () => {
    const url = await databaseWith((b) => {
      makeTables(b);
      makeTenants(b);
    });
    await query(
      url,
      sqlOf(
        (b) =>
          enableTenancy(b, "shelf_books", {
            column: "library_id",
            setting: "app.library",
            within: { shelf_id: "shelves" },
          }),
        true,
      ),
    );
    await query(
      url,
      sqlOf(
        (b) => enableTenancy(b, "shelves", { column: "library_id", setting: "app.library" }),
        true,
      ),
    );
    await query(
      url,
      sqlOf((b) => enableTenancy(b, "libraries", { column: "id", setting: "app.library" }), true),
    );
    await query(
      url,
      sqlOf((b) => createTenantRole(b, role), true),
    );

    expect(
      await query(
        url,
        `SELECT (SELECT count(*)::int FROM pg_policy) AS policies, (SELECT count(*)::int FROM pg_default_acl) AS defaults,
           (SELECT count(*)::int FROM pg_class WHERE relrowsecurity OR relforcerowsecurity) AS secured,
           (SELECT count(*)::int FROM pg_class WHERE relacl::text LIKE '%tenancy%') AS granted,
           (SELECT count(*)::int FROM pg_constraint WHERE contype = 'f') AS links, to_regrole($1) IS NOT NULL AS kept`,
        [quoted],
      ),
    ).toEqual([{ policies: 0, defaults: 0, secured: 0, granted: 0, links: 3, kept: true }]);
  });

  it("R-MCLI-13 a structure has the role, the policies and the grants of later tables, for a server that has none of them", async () => {
    const own = `tenancy_structure_${process.pid}`;
    const url = await databaseWith((b) => {
      makeTables(b);
      createTenantRole(b, own);
      enableTenancy(b, "libraries", { column: "id", setting: "app.library" });
    });
    const parts = await structureOf(url);
    await query(
      url,
      sqlOf((b) => createTenantRole(b, own), true),
    );
    await query(url, `DROP ROLE ${own}`);

    const other = await newDatabase();
    await query(other, parts.join(";\n"));
    const made = await structureOf(other);
    await query(other, `DROP OWNED BY ${own}`);
    await query(other, `DROP ROLE ${own}`);

    expect(made).toEqual(parts);
    expect(
      parts.filter((sql) => sql.includes("tenancy_structure") || sql.includes("POLICY")),
    ).toHaveLength(11);
  });
});

async function structureOf(url: string): Promise<ReadonlyArray<string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await readStructure(client, [])).map(({ sql }) => sql);
  } finally {
    await client.end();
  }
}
