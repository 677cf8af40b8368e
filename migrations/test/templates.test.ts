// Databases for tests: a migrated template, one copy for each worker, and nothing else ever dropped.
import { randomBytes } from "node:crypto";
import { inject, describe, expect, it, onTestFinished } from "vitest";
import { createTestDatabases, createTestTemplate, ServerError } from "../src/server.ts";
import { errorOf, migration, newFolder, query, writeFiles } from "./scratch.ts";

const adminUrl = inject("adminUrl");

/** A front for names that no other test uses; its databases go with the test. */
function newPrefix(): string {
  const prefix = `kp_${randomBytes(4).toString("hex")}`;
  onTestFinished(async () => {
    for (const { name } of await databases(prefix)) {
      await query(adminUrl, `ALTER DATABASE "${String(name)}" IS_TEMPLATE false`);
      await query(adminUrl, `DROP DATABASE "${String(name)}" WITH (FORCE)`);
    }
  });
  return prefix;
}

async function databases(prefix: string): Promise<Array<Record<string, unknown>>> {
  return query(
    adminUrl,
    "SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1) ORDER BY 1",
    [prefix],
  );
}

const oneTable = {
  "1_a.ts": migration(`b.createTable("a", { id: "id" }); b.sql("INSERT INTO a DEFAULT VALUES");`),
};

describe("createTestTemplate", () => {
  it("R-MIG-7 makes a database with all migrations applied, marked as a template with their checksum and closed to connections", async () => {
    const name = newPrefix();
    const template = await createTestTemplate({ adminUrl, name, dir: newFolder(oneTable) });
    expect(template).toEqual({
      name: `${name}_${template.checksum}`,
      checksum: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(
      await query(
        adminUrl,
        "SELECT datistemplate AS template, datallowconn AS open FROM pg_database WHERE datname = $1",
        [template.name],
      ),
    ).toEqual([{ template: true, open: false }]);
  });

  it("R-MIG-7 reuses an up-to-date template and rebuilds an outdated one", async () => {
    const name = newPrefix();
    const dir = newFolder(oneTable);
    const idOf = async (database: string): Promise<unknown> =>
      (await query(adminUrl, "SELECT oid FROM pg_database WHERE datname = $1", [database]))[0]?.[
        "oid"
      ];
    const first = await createTestTemplate({ adminUrl, name, dir });
    const id = await idOf(first.name);
    expect(await createTestTemplate({ adminUrl, name, dir })).toEqual(first);
    expect(await idOf(first.name)).toBe(id);
    writeFiles(dir, { "2_b.ts": migration(`b.createTable("b", { id: "id" });`) });
    const second = await createTestTemplate({ adminUrl, name, dir });
    expect(second.checksum).not.toBe(first.checksum);
    expect(await databases(name)).toEqual([{ name: second.name }]);
  });

  it("R-MIG-7: concurrent callers wait for one builder", async () => {
    const name = newPrefix();
    const dir = newFolder({
      "1_a.ts": migration(`b.createTable("a", { id: "id" }); b.sql("SELECT pg_sleep(0.3)");`),
    });
    const templates = await Promise.all(
      [1, 2, 3].map(() => createTestTemplate({ adminUrl, name, dir })),
    );
    expect(new Set(templates.map((template) => template.name)).size).toBe(1);
    expect(await databases(name)).toEqual([{ name: templates[0]?.name }]);
  });

  it("a template whose migration failed is built anew the next time", async () => {
    const name = newPrefix();
    const dir = newFolder({ "1_a.ts": migration(`b.sql("SELECT nonsense");`) });
    expect(await errorOf(createTestTemplate({ adminUrl, name, dir }))).toMatchObject({
      code: "MIGRATION_FAILED",
    });
    // The same sum, and a database that is only half built under its name.
    const [half] = await databases(name);
    expect(half).toBeDefined();
    expect(await errorOf(createTestTemplate({ adminUrl, name, dir }))).toMatchObject({
      code: "MIGRATION_FAILED",
    });
    writeFiles(dir, oneTable);
    const template = await createTestTemplate({ adminUrl, name, dir });
    expect(await databases(name)).toEqual([{ name: template.name }]);
  });
});

describe("createTestDatabases", () => {
  it("R-MIG-8 clones the template once per worker; names carry the checksum", async () => {
    const name = newPrefix();
    const template = await createTestTemplate({
      adminUrl,
      name: `${name}_t`,
      dir: newFolder(oneTable),
    });
    const clones = await createTestDatabases({ adminUrl, template, count: 2, prefix: `${name}_c` });
    expect(clones.map((clone) => clone.name)).toEqual([
      `${name}_c_${template.checksum}_1`,
      `${name}_c_${template.checksum}_2`,
    ]);
    for (const { url } of clones) expect(await query(url, "SELECT id FROM a")).toEqual([{ id: 1 }]);
  });

  it("R-MIG-8 makes fresh copies each time, also while somebody is connected to an old one, and drops stale ones", async () => {
    const name = newPrefix();
    const dir = newFolder(oneTable);
    const make = async (): Promise<ReadonlyArray<{ name: string; url: string }>> =>
      createTestDatabases({
        adminUrl,
        template: await createTestTemplate({ adminUrl, name: `${name}_t`, dir }),
        count: 1,
        prefix: `${name}_c`,
      });
    const [old] = await make();
    await query(old?.url ?? "", "INSERT INTO a DEFAULT VALUES");
    const sleeping = errorOf(query(old?.url ?? "", "SELECT pg_sleep(30)"));
    const [fresh] = await make();
    expect(await sleeping).toMatchObject({ code: "57P01" });
    expect(await query(fresh?.url ?? "", "SELECT id FROM a")).toEqual([{ id: 1 }]);
    writeFiles(dir, { "2_b.ts": migration(`b.createTable("b", { id: "id" });`) });
    const [newer] = await make();
    expect((await databases(`${name}_c`)).map((row) => row["name"])).toEqual([newer?.name]);
  });

  it("R-MIG-9: only databases that carry the prefix and a checksum are ever dropped", async () => {
    const name = newPrefix();
    const strangers = [
      `${name}_c`,
      `${name}_c_other_0123456789ab_1`,
      `${name}_c_production`,
      `${name}_cc_0123456789ab_1`,
    ];
    for (const stranger of strangers) await query(adminUrl, `CREATE DATABASE "${stranger}"`);
    const template = await createTestTemplate({
      adminUrl,
      name: `${name}_t`,
      dir: newFolder(oneTable),
    });
    const [clone] = await createTestDatabases({
      adminUrl,
      template,
      count: 1,
      prefix: `${name}_c`,
    });
    expect((await databases(`${name}_c`)).map((row) => row["name"])).toEqual(
      [...strangers, clone?.name].toSorted(),
    );
  });

  it("R-MIG-9: a prefix that would fit databases of others is refused", async () => {
    const template = { name: "none", checksum: "0123456789ab" };
    for (const prefix of ["", "p", "Post", 'x"; --', "a".repeat(41)]) {
      const error = await errorOf(createTestDatabases({ adminUrl, template, count: 1, prefix }));
      expect(error).toBeInstanceOf(ServerError);
      expect(error).toMatchObject({ code: "NAME_REFUSED" });
    }
  });
});
