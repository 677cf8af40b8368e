import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenAuthors(...names: string[]): Promise<void> {
  const em = database.newEm();
  for (const firstName of names) em.create(Author, { firstName });
  await em.flush();
}

describe("updating", () => {
  it("R-WRITE-2 each row is written in exactly the columns that changed in it, one UPDATE per set of columns", async () => {
    await givenAuthors("a1", "a2", "a3");
    const em = database.newEm();
    const [a1, a2, a3] = await em.find(Author, {});
    a1!.firstName = "A1";
    a2!.firstName = "A2";
    a3!.age = 30;
    const statements = await database.recorded(() => em.flush());
    expect(statements.map(({ text }) => text)).toEqual([
      'SELECT 1 FROM "public"."authors" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR NO KEY UPDATE',
      `WITH given AS (SELECT * FROM unnest($1::integer[], $2::integer[], $3::text[]) AS given(id, token, c0)), written AS (UPDATE "public"."authors" AS t SET "first_name" = given.c0, "version" = t."version" + 1, "updated_at" = greatest($4::timestamptz, t."updated_at" + interval '1 microsecond') FROM given WHERE t."id" = ANY($1::integer[]) AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id, t."version", t."updated_at", given.token + 1 AS expected) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock authors ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."authors" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON written."version" <> written.expected OR written."updated_at" IS DISTINCT FROM $4::timestamptz`,
      `WITH given AS (SELECT $1::integer AS id, $2::integer AS token, $3::integer AS c0), written AS (UPDATE "public"."authors" AS t SET "age" = given.c0, "version" = t."version" + 1, "updated_at" = greatest($4::timestamptz, t."updated_at" + interval '1 microsecond') FROM given WHERE t."id" = $1::integer AND t."id" = given.id AND t."version" = given.token RETURNING t."id" AS id, t."version", t."updated_at", given.token + 1 AS expected) SELECT written.*, CASE WHEN stale.rows IS NOT NULL THEN ('kingpost:oplock authors ' || stale.rows)::integer END FROM (SELECT json_agg(json_build_array(given.id::text, CASE WHEN EXISTS (SELECT FROM "public"."authors" AS t WHERE t."id" = given.id) THEN 'changed' ELSE 'deleted' END) ORDER BY given.id)::text AS rows FROM given WHERE NOT EXISTS (SELECT FROM written WHERE written.id = given.id)) AS stale LEFT JOIN written ON written."version" <> written.expected OR written."updated_at" IS DISTINCT FROM $4::timestamptz`,
    ]);
    expect(
      await database.query("SELECT first_name, age, version FROM authors ORDER BY id"),
    ).toEqual([
      { first_name: "A1", age: null, version: 2 },
      { first_name: "A2", age: null, version: 2 },
      { first_name: "a3", age: 30, version: 2 },
    ]);
  });

  it("R-WRITE-2 rows that are alone with what changed in them are each written in their own column", async () => {
    await givenAuthors("a1", "a2");
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {});
    a1!.firstName = "A1";
    a2!.age = 30;
    await em.flush();
    expect(
      await database.query("SELECT first_name, age, version FROM authors ORDER BY id"),
    ).toEqual([
      { first_name: "A1", age: null, version: 2 },
      { first_name: "a2", age: 30, version: 2 },
    ]);
  });

  it("R-WRITE-5 a row whose unique value changes is locked as one that is deleted: to Postgres that is a key", async () => {
    const em = database.newEm();
    const [ice, sea] = ["ice", "sea"].map((name) => em.create(Tag, { name }));
    await em.flush();
    ice!.name = "snow";
    sea!.name = "water";
    const [lock] = await database.statements(() => em.flush());
    expect(lock).toBe(
      'SELECT 1 FROM "public"."tags" WHERE "id" = ANY($1::integer[]) ORDER BY "id" FOR UPDATE',
    );
  });

  it("R-FLUSH-11 updated_at moves on by at least a microsecond, and created_at stays", async () => {
    await givenAuthors("a1");
    await database.query(
      "UPDATE authors SET updated_at = now() + interval '1 day', version = version",
    );
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const [before] = await database.query(
      "SELECT updated_at::text AS at, created_at::text AS created FROM authors",
    );
    author.age = 1;
    await em.flush();
    const [after] = await database.query(
      "SELECT updated_at = $1::timestamptz + interval '1 microsecond' AS next, created_at::text AS created FROM authors",
      [before!["at"]],
    );
    expect(after).toEqual({ next: true, created: before!["created"] });
  });

  it("R-FIELD-7 setting an equal value, or the original again, leaves nothing to write", async () => {
    await givenAuthors("a1");
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    author.firstName = " a1 ";
    author.age = 5;
    expect(author.isDirtyEntity).toBe(true);
    author.age = undefined;
    expect(author.isDirtyEntity).toBe(false);
    expect(await database.statements(() => em.flush())).toEqual([]);
  });

  it("R-OPLOCK-3 a row that another session changed is not overwritten: the flush fails whole and names it", async () => {
    await givenAuthors("a1", "a2");
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {});
    await database.query("UPDATE authors SET version = version + 1, age = 99 WHERE id = 2");
    a1!.age = 1;
    a2!.age = 2;
    const error: unknown = await em.flush().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "OPTIMISTIC_LOCK",
      tableName: "authors",
      message: "Oplock failure for authors row 2: changed since it was loaded",
      entities: [a2],
    });
    expect(await database.query("SELECT age FROM authors ORDER BY id")).toEqual([
      { age: null },
      { age: 99 },
    ]);
    expect([a1!.isDirtyEntity, a2!.isDirtyEntity]).toEqual([true, true]);
  });

  it("R-OPLOCK-3 a row that another session deleted is reported as deleted", async () => {
    await givenAuthors("a1");
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    await database.query("DELETE FROM authors");
    author.age = 1;
    await expect(em.flush()).rejects.toMatchObject({
      code: "OPTIMISTIC_LOCK",
      message: "Oplock failure for authors row 1: deleted since it was loaded",
    });
  });

  it("R-OPLOCK-4 the same entity can be flushed again in the same em", async () => {
    await givenAuthors("a1");
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    for (const age of [1, 2, 3]) {
      author.age = age;
      await em.flush();
    }
    expect([author.version, await database.query("SELECT age, version FROM authors")]).toEqual([
      4,
      [{ age: 3, version: 4 }],
    ]);
  });

  it("R-CHG-3 the last flush says what it wrote", async () => {
    await givenAuthors("a1", "a2");
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {});
    a1!.firstName = "A1";
    em.delete(a2!);
    const created = em.create(Author, { firstName: "a3" });
    await em.flush();
    expect(em.lastFlush).toEqual({
      adopted: [],
      created: [created],
      updated: [{ entity: a1, fields: { firstName: { from: "a1", to: "A1" } } }],
      deleted: [a2],
      joinRows: [],
    });
  });
});

describe("deleting", () => {
  it("R-CHG-3 the last flush gives changed references by their ids", async () => {
    await givenAuthors("a1", "a2");
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {});
    a1!.mentor.set(a2);
    a2!.mentor.set(em.create(Author, { firstName: "a3" }));
    await em.flush();
    expect(em.lastFlush?.updated).toEqual([
      { entity: a1, fields: { mentor: { from: undefined, to: "a:2" } } },
      { entity: a2, fields: { mentor: { from: undefined, to: "a:3" } } },
    ]);
    a1!.mentor.set(undefined);
    await em.flush();
    expect(em.lastFlush?.updated).toEqual([
      { entity: a1, fields: { mentor: { from: "a:2", to: undefined } } },
    ]);
  });

  it("R-WRITE-3 deletes are one statement per table, children before parents", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    const book = em.create(Book, { title: "b1", author });
    em.create(Review, { rating: 3, book });
    book.tags.set([em.create(Tag, { name: "sea" })]);
    await em.flush();

    const em2 = database.newEm();
    const loaded = await em2.load(Author, "a:1", { books: "reviews" });
    const [b1] = loaded.books.get;
    em2.delete([loaded, b1!, ...b1!.reviews.get]);
    const statements = await database.recorded(() => em2.flush());
    expect(
      statements
        .map(({ operation }) => operation)
        .filter((operation) => operation.startsWith("delete")),
    ).toEqual(["delete books_to_tags", "delete reviews", "delete books", "delete authors"]);
    const [left] = await database.query(
      "SELECT (SELECT count(*)::int FROM authors) AS authors, (SELECT count(*)::int FROM books) AS books, (SELECT count(*)::int FROM books_to_tags) AS pairs, (SELECT count(*)::int FROM tags) AS tags",
    );
    expect(left).toEqual({ authors: 0, books: 0, pairs: 0, tags: 1 });
  });

  it("R-CASC-2 a required reference to what is deleted fails its rule before anything is written", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    em.create(Book, { title: "b1", author });
    await em.flush();

    const em2 = database.newEm();
    em2.delete(await em2.load(Author, "a:1"));
    await expect(em2.flush()).rejects.toMatchObject({
      code: "VALIDATION",
      message: "Validation error: Book:1 author is required",
    });
    expect(await database.query("SELECT count(*)::int AS n FROM authors")).toEqual([{ n: 1 }]);
  });

  it("R-CASC-2 an optional reference to what is deleted is unset", async () => {
    const em = database.newEm();
    const mentor = em.create(Author, { firstName: "mentor" });
    em.create(Author, { firstName: "pupil", mentor });
    await em.flush();

    const em2 = database.newEm();
    em2.delete(await em2.load(Author, mentor.id));
    await em2.flush();
    expect(await database.query("SELECT first_name, mentor_id FROM authors")).toEqual([
      { first_name: "pupil", mentor_id: null },
    ]);
  });

  it("R-DEL-1, R-EM-4/delete a new entity that is deleted is never written", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    em.delete(author);
    expect(await database.statements(() => em.flush())).toEqual([]);
  });

  it("R-CASC-2 what points at a new entity that is deleted lets go of it", async () => {
    const em = database.newEm();
    const mentor = em.create(Author, { firstName: "mentor" });
    const pupil = em.create(Author, { firstName: "pupil", mentor });
    await em.assignNewIds();
    em.delete(mentor);
    expect(pupil.mentor.get).toBeUndefined();
    await em.flush();
    expect(pupil.mentor.isSet).toBe(false);
    expect(await database.query("SELECT first_name, mentor_id FROM authors")).toEqual([
      { first_name: "pupil", mentor_id: null },
    ]);
  });

  it("R-CASC-2 a required reference to a new entity that is deleted fails its rule", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    em.create(Book, { title: "b1", author });
    em.delete(author);
    await expect(em.flush()).rejects.toMatchObject({
      message: "Validation error: Book#1 author is required",
    });
  });

  it("R-WRITE-8 a unique value is free for others once its row is deleted or changed", async () => {
    const em = database.newEm();
    const [ice, sea, sky] = ["ice", "sea", "sky"].map((name) => em.create(Tag, { name }));
    await em.flush();
    em.delete(ice!);
    sea!.name = "ice";
    sky!.name = "sea";
    em.create(Tag, { name: "sky" });
    const sent = await database.recorded(() => em.flush());
    expect(sent.map(({ operation, values }) => [operation, values[0]])).toEqual([
      ["assign ids", '{"public.tags_id_seq"}'],
      ["lock tags", '{"1","2","3"}'],
      ["lock books_to_tags", '{"1"}'],
      ["delete books_to_tags", '{"1"}'],
      ["delete tags", "1"],
      ["update tags", "2"],
      ["update tags", "3"],
      ["insert tags", '{"4"}'],
    ]);
    expect(await database.query("SELECT id, name FROM tags ORDER BY id")).toEqual([
      { id: 2, name: "ice" },
      { id: 3, name: "sea" },
      { id: 4, name: "sky" },
    ]);
  });

  it("R-FLUSH-1, R-EM-4/flush a flush answers with what it wrote in the order in which that came into the em", async () => {
    await givenAuthors("a1", "a2", "a3");
    const em = database.newEm();
    const [a1, a2, a3] = await em.find(Author, {});
    const fresh = em.create(Author, { firstName: "new" });
    em.delete(a1!);
    a3!.age = 3;
    a2!.age = 2;
    expect(await em.flush()).toEqual([a1, a2, a3, fresh]);
  });

  it("R-DEL-5 once a delete was flushed fields can be read, and neither loads nor writes work", async () => {
    await givenAuthors("a1");
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    em.delete(author);
    await em.flush();
    expect([author.firstName, author.isDeletedEntity]).toEqual(["a1", true]);
    const gone = { code: "DELETED", message: "Author:1 is marked as deleted" };
    expect(() => {
      author.age = 3;
    }).toThrow(expect.objectContaining(gone));
    await expect(author.books.load()).rejects.toMatchObject(gone);
    await expect(author.image.load()).rejects.toMatchObject(gone);
    await expect(author.mentor.load()).rejects.toMatchObject(gone);
  });

  it("R-DEL-4 a delete of a row that another session deleted fails as deleted", async () => {
    await givenAuthors("a1");
    const em = database.newEm();
    em.delete(await em.load(Author, "a:1"));
    await database.query("DELETE FROM authors");
    await expect(em.flush()).rejects.toMatchObject({ code: "OPTIMISTIC_LOCK" });
  });
});
