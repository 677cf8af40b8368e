import { describe, expect, it } from "vitest";
import { Document } from "../schema/entities/Document.ts";
import { newDocument } from "../schema/entities/factories/newDocument.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenDocuments(...titles: string[]): Promise<void> {
  const em = database.newEm();
  for (const title of titles)
    newDocument(em, { title, body: `body of ${title}`, summary: `summary of ${title}` });
  await em.flush();
}

describe("a lazy column", () => {
  it("R-LAZY-1 is left out of every row that is read, and loaded when asked for", async () => {
    await givenDocuments("d1");
    const em = database.newEm();
    const values: unknown[] = [];
    const statements = await database.statements(async () => {
      const document = await em.load(Document, "d:1");
      values.push(document.body.isLoaded, await document.body.load(), document.body.isLoaded);
      values.push(await document.body.load());
      await em.find(Document, {});
    });
    expect(values).toEqual([false, "body of d1", true, "body of d1"]);
    expect(statements).toMatchInlineSnapshot(`
      [
        "SELECT t."id", t."title", t."folder_id", t."previous_id", t."status", t."reviewer", t."secret_note", t."version", t."created_at", t."updated_at" FROM "public"."documents" AS t WHERE t."id" = $1::integer",
        "SELECT t."id", t."body" FROM "public"."documents" AS t WHERE t."id" = $1::integer",
        "SELECT d."id", d."title", d."folder_id", d."previous_id", d."status", d."reviewer", d."secret_note", d."version", d."created_at", d."updated_at" FROM "public"."documents" AS d ORDER BY d."id" ASC",
      ]
    `);
  });

  it("R-LAZY-2 is read in one statement for all entities of a type", async () => {
    await givenDocuments("d1", "d2", "d3");
    const em = database.newEm();
    const documents = await em.find(Document, {});
    let bodies: string[] = [];
    const statements = await database.statements(async () => {
      bodies = await Promise.all(documents.map(({ body }) => body.load()));
    });
    expect(bodies).toEqual(["body of d1", "body of d2", "body of d3"]);
    expect(statements).toEqual([
      'SELECT t."id", t."body" FROM "public"."documents" AS t WHERE t."id" = ANY($1::integer[])',
    ]);
  });

  it("R-LAZY-2 is read with others that are asked for in the same tick, and only where it is asked for", async () => {
    await givenDocuments("d1", "d2");
    const em = database.newEm();
    const [one, two] = await em.loadAll(Document, ["d:1", "d:2"]);
    const statements = await database.statements(() =>
      Promise.all([one!.body.load(), one!.summary.load(), two!.summary.load()]),
    );
    expect(statements).toMatchInlineSnapshot(`
      [
        "SELECT t."id", CASE WHEN given.w0 THEN t."body" END, CASE WHEN given.w1 THEN t."summary" END FROM unnest($1::integer[], $2::boolean[], $3::boolean[]) AS given(id, w0, w1) JOIN "public"."documents" AS t ON t."id" = given.id",
      ]
    `);
    expect([one!.body.isLoaded, two!.body.isLoaded, await two!.summary.load()]).toEqual([
      true,
      false,
      "summary of d2",
    ]);
  });

  it("R-LAZY-2 is loaded by a hint, with others of the hint in one statement", async () => {
    await givenDocuments("d1", "d2");
    const em = database.newEm();
    const statements = await database.statements(async () => {
      const documents = await em.find(Document, {}, { populate: ["body", "summary"] });
      expect(documents.map(({ body, summary }) => [body.get, summary.get])).toEqual([
        ["body of d1", "summary of d1"],
        ["body of d2", "summary of d2"],
      ]);
      await em.populate(documents, { body: {} });
    });
    expect(statements.length).toBe(2);
    expect(statements[1]).toBe(
      'SELECT t."id", t."body", t."summary" FROM "public"."documents" AS t WHERE t."id" = ANY($1::integer[])',
    );
    await expect(em.find(Document, {}, { populate: { body: "title" } as never })).rejects.toThrow(
      "Invalid load hint 'title'",
    );
  });

  it("R-LAZY-1 is not taken for read because a statement gives more than the row", async () => {
    await givenDocuments("d1", "d2");
    const em = database.newEm();
    // Two finds in one tick: their rows say which of them they belong to.
    const [one, two] = await Promise.all([
      em.findOneOrFail(Document, { title: "d1" }),
      em.findOneOrFail(Document, { title: "d2" }),
    ]);
    expect([one.body.isLoaded, two.body.isLoaded, await two.body.load()]).toEqual([
      false,
      false,
      "body of d2",
    ]);
  });

  it("R-LAZY-2 cannot be read before it is loaded", async () => {
    await givenDocuments("d1");
    const { body } = await database.newEm().load(Document, "d:1");
    const unloaded = body as unknown as { readonly get: string };
    expect(() => unloaded.get).toThrow(
      expect.objectContaining({ code: "NOT_LOADED", message: "Document:1.body was not loaded" }),
    );
  });

  it("R-LAZY-2 is loaded on a new entity, set or not", () => {
    const document = database.newEm().create(Document, { title: "d1", body: "b" });
    expect([document.body.get, document.summary.get, document.scans.isLoaded]).toEqual([
      "b",
      undefined,
      true,
    ]);
  });

  it("R-LAZY-1 is read again when it is wanted, and what was set in memory stays", async () => {
    await givenDocuments("d1", "d2");
    const em = database.newEm();
    const [one, two] = await em.loadAll(Document, ["d:1", "d:2"]);
    await Promise.all([one!.body.load(), two!.body.load()]);
    two!.body.set("mine");
    await database.query("UPDATE documents SET body = 'theirs'");
    expect(await one!.body.load()).toBe("body of d1");
    expect(
      await Promise.all([
        one!.body.load({ forceReload: true }),
        two!.body.load({ forceReload: true }),
      ]),
    ).toEqual(["theirs", "mine"]);
  });

  it("R-LAZY-1 of a row that is gone is not found", async () => {
    await givenDocuments("d1");
    const document = await database.newEm().load(Document, "d:1");
    await database.query("DELETE FROM documents");
    await expect(document.body.load()).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "d:1 was not found",
    });
  });

  it("R-LAZY-3 is set without being loaded, and written with the rest of the row under its lock", async () => {
    await givenDocuments("d1");
    const em = database.newEm();
    const document = await em.load(Document, "d:1");
    document.title = "d2";
    document.body.set("new");
    const statements = await database.statements(() => em.flush());
    expect(statements).toMatchInlineSnapshot(`
      [
        "WITH given AS (SELECT $1::integer AS id, $2::integer AS token, $3::text AS c0, $4::text AS c1), written AS (UPDATE "public"."documents" AS t SET "title" = given.c0, "body" = given.c1, "version" = t."version" + 1, "updated_at" = greatest($5::timestamptz, t."updated_at" + interval '1 microsecond') FROM given WHERE t."id" = $1::integer AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id, t."version", t."updated_at", given.token + 1 AS expected) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock documents ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."documents" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON written."version" <> written.expected OR written."updated_at" IS DISTINCT FROM $5::timestamptz",
      ]
    `);
    expect(em.lastFlush?.updated[0]?.fields).toEqual({
      title: { from: "d1", to: "d2" },
      body: { from: undefined, to: "new" },
    });
    expect(await database.query("SELECT title, body, version FROM documents")).toEqual([
      { title: "d2", body: "new", version: 2 },
    ]);
  });

  it("R-LAZY-3 that nobody read counts as changed, whatever it is set to", async () => {
    await givenDocuments("d1");
    const em = database.newEm();
    const document = await em.load(Document, "d:1");
    document.summary.set(undefined);
    expect([document.isDirtyEntity, document.summary.isLoaded]).toEqual([true, true]);
    await em.flush();
    expect(await database.query("SELECT summary FROM documents")).toEqual([{ summary: null }]);
  });

  it("R-LAZY-3 that was read changes only when its value does", async () => {
    await givenDocuments("d1");
    const document = await database.newEm().load(Document, "d:1");
    await document.body.load();
    document.body.set("body of d1");
    const before = document.isDirtyEntity;
    document.body.set("other");
    document.body.set("body of d1");
    expect([before, document.isDirtyEntity]).toEqual([false, false]);
  });

  it("R-LAZY-3 takes part in the optimistic lock", async () => {
    await givenDocuments("d1");
    const [one, two] = [database.newEm(), database.newEm()];
    (await one.load(Document, "d:1")).body.set("one");
    (await two.load(Document, "d:1")).body.set("two");
    await one.flush();
    await expect(two.flush()).rejects.toMatchObject({ code: "OPTIMISTIC_LOCK" });
  });

  it("R-LAZY-4 that is required is checked where its value is known", async () => {
    await givenDocuments("d1", "d2", "d3");
    const em = database.newEm();
    const [untouched, cleared, loaded] = await em.loadAll(Document, ["d:1", "d:2", "d:3"]);
    untouched!.title = "t1";
    cleared!.body.set(undefined as never);
    await loaded!.body.load();
    loaded!.title = "t3";
    newDocument(em, { body: undefined });
    const bare = em.create(Document, { title: "t4", body: undefined as never });
    bare.approve("r");
    await expect(em.flush()).rejects.toMatchObject({
      code: "VALIDATION",
      errors: [
        { entity: bare, message: "body is required", field: "body", code: "required" },
        { entity: cleared, message: "body is required", field: "body", code: "required" },
      ],
    });
  });

  it("R-LAZY-5 stays loaded after a flush, with the value that was set", async () => {
    await givenDocuments("d1");
    const em = database.newEm();
    const document = await em.load(Document, "d:1");
    document.body.set("new");
    const made = newDocument(em, { body: "made" });
    await em.flush();
    const statements = await database.statements(async () => {
      expect([await document.body.load(), await made.body.load()]).toEqual(["new", "made"]);
    });
    expect([statements, document.isDirtyEntity]).toEqual([[], false]);
  });

  it("R-LAZY-5 R-REFR-5 is unloaded by a refresh, unless the hint names it", async () => {
    await givenDocuments("d1", "d2");
    const em = database.newEm();
    const documents = await em.loadAll(Document, ["d:1", "d:2"], ["body", "summary"]);
    const [one, two] = documents;
    one!.body.set("mine");
    await database.query("UPDATE documents SET body = 'theirs ' || id, summary = NULL");
    await em.refresh(documents);
    expect([one!.isDirtyEntity, one!.body.isLoaded, two!.summary.isLoaded]).toEqual([
      false,
      false,
      false,
    ]);
    const statements = await database.statements(() => em.refresh(documents, { populate: "body" }));
    expect(statements).toEqual([
      expect.stringContaining('t."title"'),
      'SELECT t."id", t."body" FROM "public"."documents" AS t WHERE t."id" = ANY($1::integer[])',
    ]);
    expect(documents.map(({ body }) => body.get)).toEqual(["theirs 1", "theirs 2"]);
    expect(one!.summary.isLoaded).toBe(false);
    one!.body.set("mine");
    await em.refresh(one!, { keepChanges: true, populate: ["body", "summary"] });
    expect([one!.body.get, one!.isDirtyEntity, one!.summary.get]).toEqual([
      "mine",
      true,
      undefined,
    ]);
    await expect(em.refresh(one!, { populate: "title" as never })).rejects.toMatchObject({
      code: "INVALID_HINT",
    });
  });

  it("R-LAZY-1 gives conditions, but no order", async () => {
    await givenDocuments("d1", "d2");
    const em = database.newEm();
    const found = await em.find(Document, { body: "body of d2" });
    expect(found.map(({ title }) => title)).toEqual(["d2"]);
    await expect(em.find(Document, {}, { orderBy: { body: "ASC" } as never })).rejects.toThrow(
      "Invalid filter on Document: orderBy.body is lazy, which gives no order",
    );
  });
});
