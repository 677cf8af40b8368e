// The seed on a small part of the data set.
import { PostgresDriver } from "kingpost/pg";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Author } from "../src/entities/Author.ts";
import { Book } from "../src/entities/Book.ts";
import { Contribution } from "../src/entities/Contribution.ts";
import { Library } from "../src/entities/Library.ts";
import { Reader } from "../src/entities/Reader.ts";
import { Review } from "../src/entities/Review.ts";
import { Series } from "../src/entities/Series.ts";
import { Tag } from "../src/entities/Tag.ts";
import { seedDatabase, type SeedOptions } from "../src/seed/seedDatabase.ts";
import { newTestApp, type TestApp } from "./newTestApp.ts";

let app: TestApp;

beforeAll(async () => {
  app = await newTestApp("seed");
});

afterAll(() => app.close());

const small = { books: 50, readers: 10, reviews: 100 };

it("writes books, readers and reviews, and what is cut short is finished by the next run", async () => {
  // A run that ended after the first 20 books.
  await seed({ ...small, books: 20, readers: 0, reviews: 0 });
  expect(await counts()).toEqual([20, 0, 0]);

  const output = await seed(small);

  expect(output.replace(/[\d.]+ s/, "… s")).toBe(
    "30 of 30 books\n10 readers and 100 reviews, made up after the star counts\n2 libraries with 50 books, 2 of them lent\nSeeded in … s.\n",
  );
  expect(await counts()).toEqual([50, 10, 100]);
});

it("does nothing when it is run again, and says so", async () => {
  const sent = await app.statements(async () => {
    expect(await seed(small)).toBe(
      "Nothing to seed: 50 books are there, and readers with their reviews.\n",
    );
  });

  expect(sent.map((sql) => sql.slice(0, sql.indexOf(" ")))).toEqual(["SELECT", "SELECT"]);
  expect(await counts()).toEqual([50, 10, 100]);
});

it("with --if-empty leaves a database alone that is in use", async () => {
  const em = app.newEm();
  const [review] = await em.find(Review, {}, { limit: 1 });
  em.delete(review as Review);
  await em.flush();

  expect([await seed({ ...small, ifEmpty: true }), await counts()]).toEqual(["", [50, 10, 99]]);
});

it("writes a book with its author, the other authors, its series and its tags", async () => {
  const em = app.newEm();
  const book = await em.findOneOrFail(
    Book,
    { goodbooksId: 2 },
    { populate: { author: {}, contributions: "author", series: {}, tags: {} } },
  );

  expect({
    title: book.title,
    originalTitle: book.originalTitle,
    author: book.author.get.name,
    contributions: book.contributions.get.map(({ position, author }) => [
      position,
      author.get.name,
    ]),
    series: book.series.get?.name,
    seriesPosition: book.seriesPosition,
    tags: book.tags.get.map(({ name }) => name).toSorted(),
    year: book.year,
    isbn: book.isbn,
    language: book.languageDetails?.name,
    averageRating: book.averageRating,
    ratings: [book.ratings1, book.ratings2, book.ratings3, book.ratings4, book.ratings5],
  }).toEqual({
    title: "Harry Potter and the Sorcerer's Stone",
    originalTitle: "Harry Potter and the Philosopher's Stone",
    author: "J.K. Rowling",
    contributions: [[2, "Mary GrandPré"]],
    series: "Harry Potter",
    seriesPosition: "1",
    tags: ["20th century", "English", "Harry Potter (series)"],
    year: 1997,
    isbn: "439554934",
    language: "English",
    averageRating: "4.44",
    ratings: [75504, 101676, 455024, 1156318, 3011543],
  });
});

it("shares authors, series and tags between books, and marks what it made up", async () => {
  const em = app.newEm();
  const rowling = await em.findOneOrFail(Author, { name: "J.K. Rowling" }, { populate: "books" });
  const unmarked = await Promise.all([
    em.findCount(Reader, { isGenerated: false }),
    em.findCount(Review, { isGenerated: false }),
    em.findCount(Review, { reader: { isGenerated: false } }),
  ]);

  expect([rowling.books.get.length, unmarked]).toEqual([7, [0, 0, 0]]);
  expect(
    await Promise.all([
      em.findCount(Series, {}),
      em.findCount(Tag, {}),
      em.findCount(Contribution, {}),
    ]),
  ).toEqual([14, 22, 16]);
});

it("gives each library its own shelves, also where the policies hold for whoever seeds", async () => {
  const other = await newTestApp("seed_policies");
  const { databaseUrl } = other.settings;
  const pool = new Pool({ connectionString: databaseUrl, options: "-c role=kingpost_app_tenant" });
  await seedDatabase(new PostgresDriver(pool), { write: () => true }, small);
  await pool.end();

  const em = other.newEm();
  const libraries = await em.find(Library, {}, { populate: ["shelves", "shelfBooks", "notes"] });
  expect(
    libraries.map(({ name, shelves, shelfBooks, notes }) => [
      name,
      shelves.get.map((shelf) => shelf.name),
      shelfBooks.get.length,
      notes.get.map(({ text }) => text),
    ]),
  ).toEqual([
    [
      "North Library",
      ["First floor", "Shelf 1", "Shelf 2", "Reference"],
      50,
      ["Closed on Mondays."],
    ],
    [
      "South Library",
      ["First floor", "Shelf 1", "Shelf 2", "Reference"],
      0,
      ["Closed on Mondays."],
    ],
  ]);
  await other.close();
});

async function seed(options: SeedOptions): Promise<string> {
  let text = "";
  await seedDatabase(app.database.driver, { write: (part: string) => (text += part) }, options);
  return text;
}

async function counts(): Promise<number[]> {
  const em = app.newEm();
  return Promise.all([em.findCount(Book, {}), em.findCount(Reader, {}), em.findCount(Review, {})]);
}
