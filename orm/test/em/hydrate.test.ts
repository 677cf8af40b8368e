import pg from "pg";
import { describe, expect, inject, it } from "vitest";
import { Animal } from "../schema/entities/Animal.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Document } from "../schema/entities/Document.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { newDocument } from "../schema/entities/factories/newDocument.ts";
import { newDog } from "../schema/entities/factories/newDog.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenBooks(): Promise<void> {
  const em = database.newEm();
  const author = em.create(Author, {
    firstName: "a1",
    age: 40,
    balance: "12.50",
    bornOn: new Date("1980-02-29"),
  });
  em.create(Book, {
    title: "b1",
    author,
    keywords: ["x", 'a "quoted", one', "NULL"],
    details: { list: [1, "two", null], text: "é" },
  });
  em.create(Book, { title: "b2", author });
  await em.flush();
}

describe("rows that the user queried", () => {
  it("R-LOAD-5 become entities with the values that a load gives", async () => {
    await givenBooks();
    const em = database.newEm();
    const [author] = em.hydrate(Author, (await database.query("SELECT * FROM authors")) as []);
    const books = em.hydrate(Book, await database.query("SELECT * FROM books ORDER BY id"));
    const loaded = database.newEm();
    const other = await loaded.load(Author, "a:1", "books");
    const valuesOf = (each: Author): unknown[] => [
      each.id,
      each.firstName,
      each.lastName,
      each.age,
      each.balance,
      each.bornOn,
      each.isActive,
      each.publisher.idMaybe,
      each.createdAt,
    ];
    expect(valuesOf(author!)).toEqual(valuesOf(other));
    expect(books.map(({ title, keywords, details }) => [title, keywords, details])).toEqual(
      other.books.get.map(({ title, keywords, details }) => [title, keywords, details]),
    );
    expect(await books[0]!.author.load()).toBe(author);
  });

  it("R-LOAD-5 that are in memory change nothing unless that is asked for", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    author.age = 7;
    const row = { id: 1, first_name: "other" };
    expect(em.hydrate(Author, [row])).toEqual([author]);
    expect([author.firstName, author.age]).toEqual(["a1", 7]);
    em.hydrate(Author, [row], { overwriteExisting: true });
    expect([author.firstName, author.age, author.balance]).toEqual(["other", 40, "12.50"]);
  });

  it("R-LOAD-5 without a column leave its field unloaded until a refresh", async () => {
    await givenBooks();
    const em = database.newEm();
    const [author] = em.hydrate(Author, await database.query("SELECT id, age FROM authors"));
    expect(author!.age).toBe(40);
    expect(() => author!.firstName).toThrow(
      expect.objectContaining({
        code: "NOT_LOADED",
        message: "Author:1.firstName was not loaded",
      }),
    );
    expect(() => author!.publisher.isSet).toThrow(expect.objectContaining({ code: "NOT_LOADED" }));
    await em.refresh(author!);
    expect([author!.firstName, author!.publisher.isSet]).toEqual(["a1", false]);
  });

  it("R-LOAD-5 without their key are refused", () => {
    expect(() => database.newEm().hydrate(Author, [{ first_name: "a1" }])).toThrow(
      expect.objectContaining({ code: "INVALID_VALUE" }),
    );
  });

  it("R-LOAD-5, R-EM-4/loadFromQuery is synchronous for rows and a promise for a query or with a hint", async () => {
    await givenBooks();
    const em = database.newEm();
    const rows = await database.query("SELECT * FROM authors");
    const [now] = em.loadFromQuery(Author, rows);
    expect(now!.firstName).toBe("a1");
    const query = database.query("SELECT * FROM books WHERE title = 'b1'");
    const [book] = await em.loadFromQuery(Book, query);
    expect(book!.title).toBe("b1");
    const [author] = await em.loadFromQuery(Author, rows, "books");
    expect(author!.books.get.map(({ title }) => title)).toEqual(["b1", "b2"]);
    expect(author).toBe(now);
    await expect(em.loadFromQuery(Author, rows, "bookz" as never)).rejects.toMatchObject({
      code: "INVALID_HINT",
    });
  });

  it("R-LOAD-5 a row of a base overwrites what it tells of a subtype's entity, and no more", async () => {
    const made = database.newEm();
    newDog(made, { name: "d1", breed: "pug" });
    await made.flush();
    const em = database.newEm();
    const [dog] = await em.find(Dog, {});
    const rows = await database.query("SELECT id, 'other' AS name FROM animals");
    expect(em.hydrate(Animal, rows, { overwriteExisting: true })).toEqual([dog]);
    expect([dog!.name, dog!.breed]).toEqual(["other", "pug"]);
  });

  it("R-LOAD-5 a row without a lazy column leaves what was loaded of it", async () => {
    const made = database.newEm();
    newDocument(made, { title: "d1", body: "body" });
    await made.flush();
    const em = database.newEm();
    const document = await em.load(Document, "d:1", "body");
    const rows = await database.query("SELECT id, 'other' AS title FROM documents");
    em.hydrate(Document, rows, { overwriteExisting: true });
    expect([document.title, document.body.get]).toEqual(["other", "body"]);
  });

  it("R-LOAD-5 may come from any pool of the user's", async () => {
    await givenBooks();
    const client = new pg.Client({ connectionString: inject("adminUrl") });
    await client.connect();
    const { rows } = await client.query(
      "SELECT 5 AS id, 'a5' AS first_name, 1.5::numeric AS balance, true AS is_active, '2020-02-29'::date AS born_on, now() AS created_at, now() AS updated_at, 1 AS version",
    );
    await client.end();
    const [author] = database.newEm().hydrate(Author, rows);
    expect([author!.id, author!.balance, author!.isActive, author!.bornOn]).toEqual([
      "a:5",
      "1.5",
      true,
      new Date("2020-02-29"),
    ]);
  });
});
