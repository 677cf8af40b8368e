// Comparing entities with what a test expects of them.
import { areEntitiesEqual, toMatchEntity } from "kingpost/tests";
import { assertMatchEntity } from "kingpost/tests/node";
import "kingpost/tests/vitest";
import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { newAuthor, newBook, newPublisher, newTag } from "../schema/entities/factories/index.ts";
import { Play } from "../schema/entities/Play.ts";
import { Prop } from "../schema/entities/Prop.ts";
import { Theatre } from "../schema/entities/Theatre.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
let em: EntityManager;

beforeEach(() => {
  em = database.newEm();
});

/** What a failing comparison throws: its message, and the two values whose difference is printed. */
function failureOf(compare: () => void): { message: string; actual: unknown; expected: unknown } {
  try {
    compare();
  } catch (error) {
    const { message, actual, expected } = error as Error & { actual: unknown; expected: unknown };
    return { message, actual, expected };
  }
  throw new TypeError("the comparison passed");
}

describe("registering", () => {
  it("R-MATCH-1 importing the door registers the matcher and the equality of entities", async () => {
    const author = newAuthor(em);
    await em.flush();
    const again = await database.newEm().load(Author, author.id);
    expect(again).toMatchEntity({ firstName: "firstName" });
    expect(again).not.toBe(author);
    expect([again]).toEqual([author]);
    expect({ author: again }).toEqual({ author: "a:1" });
    expect([again]).not.toEqual([newAuthor(em)]);
  });

  it("R-MATCH-1 the functions can be registered by hand", () => {
    const author = newAuthor(em);
    expect(areEntitiesEqual(author, author)).toBe(true);
    const { pass, actual, expected } = toMatchEntity(author, { firstName: "other" });
    expect([pass, actual, expected]).toEqual([
      false,
      { firstName: "firstName" },
      { firstName: "other" },
    ]);
  });

  it("R-MATCH-1 Node's test runner has it as an assertion", () => {
    const author = newAuthor(em, { books: [{}] });
    assertMatchEntity(author, { firstName: "firstName", books: [{ title: "title" }] });
    const compare = (): void => assertMatchEntity(author, { firstName: "other" });
    expect(failureOf(compare)).toMatchObject({
      actual: { firstName: "firstName" },
      expected: { firstName: "other" },
    });
  });
});

describe("members", () => {
  it("R-MATCH-2 only the keys of what is expected count", () => {
    const bornOn = new Date("1950-02-03");
    const author = newAuthor(em, { firstName: "Ann", age: 70, bornOn, favoriteColor: "RED" });
    expect(author).toMatchEntity({ firstName: "Ann", age: 70 });
    expect(author).toMatchEntity({ bornOn: new Date("1950-02-03"), favoriteColor: "RED" });
    expect(author).toMatchEntity({ isRed: true, favoriteColorDetails: { name: "Red" } });
    expect(author).toMatchEntity({});
    expect(author).not.toMatchEntity({ firstName: "Ann", age: 71 });
    expect(author).not.toMatchEntity({ bornOn: new Date("1950-02-04") });
  });

  it("R-MATCH-2 relations stand for what they lead to, at any depth", () => {
    const author = newAuthor(em, {
      publisher: { name: "P" },
      image: { fileName: "i.png" },
      books: [{ title: "b1", tags: [{ name: "sea" }] }, { title: "b2" }],
    });
    const [b1, b2] = author.books.get;
    expect(author).toMatchEntity({
      publisher: { name: "P" },
      image: { fileName: "i.png", author: { firstName: "firstName" } },
      books: [{ title: "b1", author, tags: [{ name: "sea", books: [b1!] }] }, b2!],
      mentees: [],
    });
  });

  it("R-MATCH-2 lists match in length and order", () => {
    const [b1, b2] = [newBook(em, { title: "b1" }), newBook(em, { title: "b2" })];
    const author = newAuthor(em, { books: [b1, b2] });
    expect(author).toMatchEntity({ books: [b1, b2] });
    expect(author).not.toMatchEntity({ books: [b2, b1] });
    expect(author).not.toMatchEntity({ books: [b1] });
    expect(author).not.toMatchEntity({ books: [b1, b2, b2] });
    expect([b1, b2]).toMatchEntity([{ title: "b1" }, { title: "b2" }]);
    expect([b1, b2]).not.toMatchEntity([{ title: "b1" }]);
  });
});

describe("entities", () => {
  it("R-MATCH-3 in one em they match by identity", () => {
    const [p1, p2] = [newPublisher(em, { name: "P" }), newPublisher(em, { name: "Q" })];
    const author = newAuthor(em, { publisher: p1 });
    expect(author).toMatchEntity({ publisher: p1 });
    expect(author).not.toMatchEntity({ publisher: p2 });
    expect(p1).toMatchEntity(p1);
    expect(p1).not.toMatchEntity(p2);
  });

  it("R-MATCH-3 in different ems they match by type and id, new ones never", async () => {
    const book = newBook(em);
    await em.flush();
    const other = database.newEm();
    const again = await other.load(Book, book.id, "author");
    expect(again).toMatchEntity(book);
    expect(again).toMatchEntity({ author: book.author.get });
    // The ids are equal but for their tags.
    expect(toMatchEntity(again, book.author.get).pass).toBe(false);
    expect(newBook(other)).not.toMatchEntity(newBook(em));
  });

  it("R-MATCH-3 an id matches the entity that has it", async () => {
    const book = newBook(em, { tags: [{}] });
    await em.flush();
    expect(book).toMatchEntity({ author: "a:1", tags: ["t:1"] });
    expect(book).not.toMatchEntity({ author: "a:2" });
    expect(["b:1"]).toMatchEntity([book.id]);
    expect(book).toMatchEntity(book.id);
    expect(newBook(em)).not.toMatchEntity("b:1");
  });
});

describe("what was not loaded", () => {
  it("R-MATCH-4 fails by naming the relation, whatever is expected, and nothing is sent", async () => {
    newBook(em, { author: { image: {} } });
    await em.flush();
    const other = database.newEm();
    const book = await other.load(Book, "b:1");
    const withAuthor = await other.load(Book, "b:1", "author");
    const sent = await database.statements(async () => {
      expect(() => expect(book).toMatchEntity({ reviews: [] })).toThrow(
        "Book:1.reviews was not loaded",
      );
      expect(() => expect(book).not.toMatchEntity({ reviews: [{}] })).toThrow(
        "Book:1.reviews was not loaded",
      );
      expect(() => expect(withAuthor).toMatchEntity({ author: { image: {} } })).toThrow(
        "Author:1.image was not loaded",
      );
    });
    expect(sent).toEqual([]);
  });
});

describe("other values", () => {
  it("entities that are deleted are not among the members", async () => {
    const author = newAuthor(em, { books: [{ title: "b1" }, { title: "b2" }] });
    await em.flush();
    em.delete(author.books.get[0]!);
    expect(author).toMatchEntity({ books: [{ title: "b2" }] });
  });

  it("R-MATCH-5, R-SOFT-11 collections are compared with what is softly deleted, without what is deleted", () => {
    const theatre = em.create(Theatre, { name: "globe" });
    const first = em.create(Play, { title: "1", theatre });
    const second = em.create(Play, { title: "2", theatre });
    const third = em.create(Play, { title: "3", theatre });
    em.softDelete(second);
    em.delete(third);
    const prop = em.create(Prop, { name: "sword", plays: [first, second] });
    expect(theatre).toMatchEntity({ plays: [first, second] });
    expect(prop).toMatchEntity({ plays: [{ title: "1" }, { title: "2" }] });
    expect(second).toMatchEntity({ theatre, sequelsRecursive: [] });
    expect(() => expect(theatre).toMatchEntity({ plays: [first] })).toThrow("does not match");
  });

  it("R-MATCH-6 asymmetric matchers stand anywhere", () => {
    const author = newAuthor(em, { firstName: "Ann", books: [{}] });
    expect(author).toMatchEntity({
      firstName: expect.stringMatching(/^A/),
      createdAt: expect.any(Date),
      books: [{ title: expect.anything(), author: expect.anything() }],
    });
    expect(author).not.toMatchEntity({ firstName: expect.stringMatching(/^B/) });
  });

  it("R-MATCH-6 plain objects with entities inside match by the keys that are expected", () => {
    const author = newAuthor(em, { firstName: "Ann" });
    const answer = { author, authors: [author], total: 1, page: { cursor: "x" } };
    expect(answer).toMatchEntity({ author: { firstName: "Ann" }, authors: [author], total: 1 });
    expect(answer).not.toMatchEntity({ page: { cursor: "y" } });
  });

  it("R-MATCH-6 null matches undefined", () => {
    const author = newAuthor(em);
    expect(author).toMatchEntity({ age: null, publisher: null, lastName: undefined });
    expect(toMatchEntity(author, { firstName: null }).pass).toBe(false);
  });

  it("values of JSON columns and lists match by what they hold", () => {
    const book = newBook(em, { keywords: ["a", "b"], details: { pages: 10, sizes: [1, 2] } });
    expect(book).toMatchEntity({ keywords: ["a", "b"], details: { pages: 10 } });
    expect(book).not.toMatchEntity({ keywords: ["b", "a"] });
    expect(book).not.toMatchEntity({ details: { sizes: [1] } });
  });
});

describe("the printed difference", () => {
  it("R-MATCH-7 shows entities by their names and only the keys that were compared", () => {
    const author = newAuthor(em, {
      firstName: "Ann",
      publisher: { name: "P" },
      books: [{ title: "b1", tags: [{}] }, { title: "b2" }],
    });
    const tag = newTag(em);
    const { message, actual, expected } = failureOf(() =>
      expect(author).toMatchEntity({
        publisher: null,
        books: [{ title: "x", tags: [tag] }],
        firstName: expect.any(String),
      }),
    );
    expect(message).toBe("a#1 does not match what is expected");
    expect(actual).toEqual({
      publisher: "p#1",
      books: [{ title: "b1", tags: ["t#1"] }, "b#2"],
      firstName: expect.any(String),
    });
    expect(expected).toEqual({
      publisher: null,
      books: [{ title: "x", tags: ["t#2"] }],
      firstName: expect.any(String),
    });
  });

  it("says what matched although it should not", () => {
    const author = newAuthor(em);
    const compare = (): void => expect(author).not.toMatchEntity({ firstName: "firstName" });
    expect(failureOf(compare).message).toBe("a#1 matches what is expected");
  });
});

describe("the equality of entities", () => {
  it("R-MATCH-8 holds for one object, for one row in two ems, and for an entity and its id", async () => {
    const author = newAuthor(em);
    await em.flush();
    const again = await database.newEm().load(Author, "a:1");
    const fresh = newAuthor(em);
    const pairs: ReadonlyArray<readonly [unknown, unknown]> = [
      [author, author],
      [author, again],
      [author, "a:1"],
      ["a:1", author],
      [author, "a:2"],
      [author, fresh],
      [fresh, newAuthor(database.newEm())],
      [fresh, "a#1"],
      [author, 1],
      ["a:1", "a:1"],
      [1, {}],
    ];
    expect(pairs.map(([a, b]) => areEntitiesEqual(a, b))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
