// The domain of the sample: every kind of relation once, rules across entities, what is deleted softly, an enum table, scopes.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Author } from "../src/entities/Author.ts";
import { Book } from "../src/entities/Book.ts";
import type { EntityManager } from "../src/entities/codegen/domain.ts";
import { Language, LanguageDetails } from "../src/entities/enums/Language.ts";
import { Library } from "../src/entities/Library.ts";
import { Loan } from "../src/entities/Loan.ts";
import { Note } from "../src/entities/Note.ts";
import { Reader } from "../src/entities/Reader.ts";
import { Shelf } from "../src/entities/Shelf.ts";
import { ShelfBook } from "../src/entities/ShelfBook.ts";
import { Tag } from "../src/entities/Tag.ts";
import { newTestApp, type TestApp } from "./newTestApp.ts";

let app: TestApp;
let em: EntityManager;

/** A floor with a shelf, on which two copies of b1 and one of b2 stand; Ann has one of b1. */
beforeAll(async () => {
  app = await newTestApp("domain");
  em = app.newEm();
  const library = em.create(Library, { name: "North" });
  const author = em.create(Author, { name: "a1" });
  const tag = em.create(Tag, { name: "t1" });
  const books = ["b1", "b2"].map((title) =>
    em.create(Book, { title, author, tags: [tag], language: Language.Dan }),
  );
  const floor = em.create(Shelf, { library, name: "Floor" });
  const shelf = em.create(Shelf, { library, name: "Shelf", parent: floor });
  const reader = em.create(Reader, { name: "Ann", email: "ann@example.org" });
  const [copy] = [books[0], books[0], books[1]].map((book) =>
    em.create(ShelfBook, { library, shelf, book: book as Book }),
  );
  em.create(Loan, { library, shelfBook: copy as ShelfBook, reader, dueOn: day("2026-12-01") });
  em.create(Note, { library, about: shelf, text: "dusty" });
  em.create(Note, { library, about: copy as ShelfBook, text: "torn" });
  await em.flush();
});
beforeEach(() => {
  em = app.newEm();
});
afterAll(() => app.close());

const day = (text: string): Date => new Date(`${text}T00:00:00`);
const namesOf = (found: ReadonlyArray<{ readonly name: string }>): string[] =>
  found.map(({ name }) => name);

describe("R-APP-8 relations", () => {
  it("R-APP-8 many to one, one to many, one to one and many to many", async () => {
    const book = await em.load(Book, "b:1", { author: {}, tags: {}, shelfBooks: "loan" });
    expect([
      book.author.get.name,
      namesOf(book.tags.get),
      book.shelfBooks.get.map(({ loan }) => loan.get?.id),
    ]).toEqual(["a1", ["t1"], ["loan:1", undefined]]);
  });

  it("R-APP-8 polymorphic: a note is about a shelf or about a book on it", async () => {
    const notes = await em.find(Note, {}, { populate: "about", orderBy: { id: "ASC" } });
    expect(notes.map(({ about, text }) => [text, about.get.constructor.name])).toEqual([
      ["dusty", "Shelf"],
      ["torn", "ShelfBook"],
    ]);
  });

  it("R-APP-8 recursive: a shelf knows where it is, and nothing is a part of itself", async () => {
    const floor = await em.load(Shelf, "shelf:1", "childrenRecursive");
    const shelf = await em.load(Shelf, "shelf:2", "path");
    expect([namesOf(floor.childrenRecursive.get), shelf.path.get]).toEqual([
      ["Shelf"],
      "Floor / Shelf",
    ]);
    floor.parent.set(shelf);
    await expect(em.flush()).rejects.toThrow("cannot be a part of itself");
  });

  it("R-APP-8 through others: the titles of a shelf, each once, and the reader of a copy", async () => {
    const shelf = await em.load(Shelf, "shelf:2", { titles: {}, books: "reader" });
    expect([
      shelf.titles.get.map(({ title }) => title),
      shelf.books.get.map(({ reader }) => reader.get?.name),
    ]).toEqual([
      ["b1", "b2"],
      ["Ann", undefined, undefined],
    ]);
  });

  it("R-APP-8 derived: what of a shelf is lent follows what is in memory", async () => {
    const shelf = await em.load(Shelf, "shelf:2", { lent: {}, books: "loan" });
    const before = shelf.lent.get.map(({ id }) => id);
    em.delete(shelf.books.get[0]!.loan.get!);
    expect([before, shelf.lent.get]).toEqual([["sb:1"], []]);
  });
});

it("R-APP-8 a rule across entities: what is lent does not stand on a shelf for reference, whichever of them changes", async () => {
  const message = "Validation error: Loan:1 what stands on this shelf is not lent";
  const shelf = await em.load(Shelf, "shelf:2");
  shelf.isReference = true;
  await expect(em.flush()).rejects.toThrow(message);

  const other = app.newEm();
  const reference = other.create(Shelf, { library: "l:1", name: "Reference", isReference: true });
  const copy = await other.load(ShelfBook, "sb:1");
  copy.shelf.set(reference);
  await expect(other.flush()).rejects.toThrow(message);
});

it("R-APP-8 a copy that goes takes its loan along", async () => {
  let left: number | undefined;
  const work = em.transaction(async () => {
    em.delete(await em.load(ShelfBook, "sb:1"));
    for (const note of await em.find(Note, { text: "torn" })) em.delete(note);
    await em.flush();
    left = await em.findCount(Loan, {});
    throw new Error("taken back");
  });
  await expect(work).rejects.toThrow("taken back");
  expect(left).toBe(0);
});

it("R-APP-8 soft deletion: a shelf that was cleared away is not found, and its row is kept", async () => {
  const empty = em.create(Shelf, { library: "l:1", name: "Empty" });
  await em.flush();
  em.delete(empty);
  await em.flush();

  const later = app.newEm();
  const kept = await later.find(Shelf, { name: "Empty" }, { softDeletes: "include" });
  expect([await later.findCount(Shelf, { name: "Empty" }), namesOf(kept)]).toEqual([0, ["Empty"]]);
});

it("R-APP-8 an enum table: languages have names beside their codes", async () => {
  const book = await em.load(Book, "b:1");
  expect([book.language, LanguageDetails[Language.Dan].name]).toEqual(["DAN", "Danish"]);
});

it("R-APP-8 a scope: what is due before a day", async () => {
  const found = await Promise.all(
    ["2026-12-01", "2026-12-02"].map((text) => Loan.dueBefore(day(text)).find(em)),
  );
  expect(found.map((loans) => loans.map(({ id }) => id))).toEqual([[], ["loan:1"]]);
});
