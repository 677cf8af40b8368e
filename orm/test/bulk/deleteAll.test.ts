import { beforeEach, describe, expect, it } from "vitest";
import { insertZoo } from "../inheritance/zoo.ts";
import { Actor } from "../schema/entities/Actor.ts";
import { Animal } from "../schema/entities/Animal.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Cat } from "../schema/entities/Cat.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Theatre } from "../schema/entities/Theatre.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  const author = em.create(Author, { firstName: "Ann" });
  const tag = em.create(Tag, { name: "t" });
  for (const title of ["b1", "b2", "b3"]) em.create(Book, { title, author, tags: [tag] });
  await em.flush();
});

describe("em.deleteAll", () => {
  it("R-BULK-1, R-EM-4/deleteAll deletes what matches, and its rows in join tables, by one statement", async () => {
    const em = database.newEm();
    let result: unknown;
    const sent = await database.statements(async () => {
      result = await em.deleteAll(Book, { title: ["b1", "b2"] }, { returning: "ids" });
    });
    expect(result).toEqual({ count: 2, ids: ["b:1", "b:2"] });
    expect(sent).toEqual([
      'WITH targets(id) AS MATERIALIZED (SELECT b."id" FROM "public"."books" AS b WHERE b."title" = ANY($1::text[]) ORDER BY b."id" ASC FOR UPDATE OF b), w0 AS (DELETE FROM "public"."books" AS t USING targets WHERE t."id" = targets.id RETURNING t."id" AS id), w1 AS (DELETE FROM "public"."books_to_tags" AS t USING targets WHERE t."book_id" = targets.id RETURNING 1) SELECT id FROM w0 ORDER BY id',
    ]);
    expect(
      await database.query(
        "SELECT (SELECT count(*)::int FROM books) AS books, (SELECT count(*)::int FROM books_to_tags) AS pairs",
      ),
    ).toEqual([{ books: 1, pairs: 1 }]);
    expect(await em.deleteAll(Book, { title: "b3" })).toEqual({ count: 1 });
  });

  it("R-BULK-3 refuses a filter that asks for nothing, unless all are meant", async () => {
    const em = database.newEm();
    await expect(em.deleteAll(Book, { title: undefined })).rejects.toMatchObject({
      code: "INVALID_FILTER",
    });
    expect(await em.deleteAll(Book, {}, { all: true })).toEqual({ count: 3 });
  });

  it("R-BULK-5 entities in memory are deleted from then on, whatever was changed in them", async () => {
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "books");
    const [b1, b2, b3] = author.books.get;
    b1!.title = "changed";
    em.delete(b2!);
    expect(await em.deleteAll(Book, { id: ["b:1", "b:2"] })).toEqual({ count: 2 });
    expect([author.books.get, b1!.isDeletedEntity, em.pendingChanges]).toEqual([[b3], true, []]);
    expect(() => {
      b1!.title = "x";
    }).toThrow("Book:1 is marked as deleted");
    await expect(em.load(Book, "b:1")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await em.flush()).toEqual([]);
    await em.deleteAll(Book, { id: "b:3" }, { refresh: false });
    expect(b3!.isDeletedEntity).toBe(false);
  });

  it("R-BULK-6 with softDelete it writes since when, once", async () => {
    const em = database.newEm();
    const theatre = em.create(Theatre, { name: "globe" });
    for (const name of ["A", "B"]) em.create(Actor, { name, theatre });
    await em.flush();
    const options = { softDelete: true, all: true };
    expect(await em.deleteAll(Actor, {}, options)).toEqual({ count: 2 });
    expect([theatre.actors.get, theatre.actors.getWithDeleted.length]).toEqual([[], 2]);
    expect(await em.deleteAll(Actor, {}, options)).toEqual({ count: 0 });
    expect(
      await database.query(
        "SELECT version, deleted_at > now() - interval '1 minute' AS fresh FROM actors",
      ),
    ).toEqual([
      { version: 2, fresh: true },
      { version: 2, fresh: true },
    ]);
    await expect(em.deleteAll(Book, { title: "b1" }, { softDelete: true })).rejects.toMatchObject({
      message:
        "Invalid filter on Book: softDelete needs a column that says since when a row is deleted",
    });
  });

  it("R-BULK-2 deletes from the tables of subtypes as well", async () => {
    await insertZoo(database);
    await database.query("DELETE FROM checkups");
    const em = database.newEm();
    expect(await em.deleteAll(Cat, { size: "big" })).toEqual({ count: 1 });
    await database.query("UPDATE keepers SET best_dog_id = NULL");
    await database.query("DELETE FROM toys");
    expect(await em.deleteAll(Animal, { name: { ne: "Polly" } })).toEqual({ count: 3 });
    expect(
      await database.query(
        "SELECT (SELECT count(*)::int FROM animals) AS animals, (SELECT count(*)::int FROM dogs) AS dogs, (SELECT count(*)::int FROM cats) AS cats, (SELECT count(*)::int FROM dogs_to_tricks) AS tricks",
      ),
    ).toEqual([{ animals: 1, dogs: 0, cats: 0, tricks: 0 }]);
  });

  it("R-BULK-2 what points at a row stops it, as the database says", async () => {
    await expect(database.newEm().deleteAll(Author, { firstName: "Ann" })).rejects.toMatchObject({
      code: "FOREIGN_KEY",
    });
    expect(await database.query("SELECT count(*)::int AS n FROM authors")).toEqual([{ n: 1 }]);
  });
});
