// Factories: what a test gets without naming it, and how it names what it is about.
import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance, registerFactories } from "kingpost/tests";
import "kingpost/tests/vitest";
import { afterEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { domain, type EntityManager } from "../schema/entities/codegen/domain.ts";
import {
  newAuthor,
  newBook,
  newEvent,
  newImage,
  newPublisher,
  newReview,
  newTag,
} from "../schema/entities/factories/index.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** The entities of an em by their temporary names, in the order in which they were made. */
const namesIn = (em: EntityManager): string[] => em.entities.map((e) => e.toTaggedString());

describe("a factory", () => {
  it("R-FAC-1 makes an entity and all it requires at once, without asking the database", async () => {
    const em = database.newEm();
    const sent = await database.statements(async () => {
      newReview(em);
    });
    expect(sent).toEqual([]);
    expect(namesIn(em)).toEqual(["r#1", "b#1", "a#1"]);
    expect(em.entities.every((entity) => entity.isNewEntity)).toBe(true);
  });

  it("R-FAC-1 makes what a flush accepts", async () => {
    const em = database.newEm();
    for (const make of [newAuthor, newBook, newEvent, newImage, newPublisher, newReview, newTag])
      make(em);
    await em.flush();
    const rows = await database.query(`
      SELECT a.first_name, i.file_name, b.title, r.rating, e.name AS event, p.name AS publisher, t.name AS tag
      FROM authors a JOIN images i ON i.author_id = a.id JOIN books b ON b.author_id = a.id
        JOIN reviews r ON r.book_id = b.id JOIN events e ON e.book_id = b.id
        CROSS JOIN publishers p CROSS JOIN tags t`);
    expect(rows).toEqual([
      {
        first_name: "firstName",
        file_name: "fileName",
        title: "title",
        rating: 5,
        event: "Event 1",
        publisher: "Publisher 1",
        tag: "Tag 1",
      },
    ]);
  });

  it("R-FAC-1 what the test says wins over what the factory says", () => {
    const em = database.newEm();
    const factoryOpts = { firstName: "factory", lastName: "factory", age: 7 };
    const author = newTestInstance(em, Author, { firstName: "test", age: undefined }, factoryOpts);
    expect([author.firstName, author.lastName, author.age]).toEqual(["test", "factory", undefined]);
  });

  it("R-FAC-1 undefined is no answer for a required field: the factory's value stays", () => {
    const em = database.newEm();
    const author = newTestInstance(em, Author, { firstName: undefined }, { firstName: "factory" });
    expect(author.firstName).toBe("factory");
    expect(newTestInstance(em, Author, { firstName: undefined }).firstName).toBe("firstName");
  });

  it("R-FAC-1 an option that is no field is refused as by create", () => {
    const em = database.newEm();
    expect(() => newAuthor(em, { firstNam: "Ann" } as FactoryOpts<Author>)).toThrowError(
      expect.objectContaining({ code: "UNKNOWN_FIELD" }),
    );
  });
});

describe("options of a factory", () => {
  it("R-FAC-2 take values and codes as create does", () => {
    const em = database.newEm();
    const bornOn = new Date("1950-02-03");
    const author = newAuthor(em, {
      firstName: "Ann",
      bornOn,
      favoriteColor: "GREEN",
      isActive: false,
    });
    expect([author.firstName, author.bornOn, author.favoriteColor, author.isActive]).toEqual([
      "Ann",
      bornOn,
      "GREEN",
      false,
    ]);
  });

  it("R-FAC-2 take entities for references and collections", () => {
    const em = database.newEm();
    const publisher = newPublisher(em);
    const [b1, b2] = [newBook(em), newBook(em)];
    const author = newAuthor(em, { publisher, books: [b1, b2] });
    expect(author.publisher.get).toBe(publisher);
    expect(author.books.get).toEqual([b1, b2]);
    expect(b1.author.get).toBe(author);
  });

  it("R-FAC-2 take options for new entities, at any depth", async () => {
    const em = database.newEm();
    const author = newAuthor(em, {
      publisher: { name: "P" },
      image: { fileName: "i.png" },
      books: [
        { title: "b1", tags: [{ name: "sea" }], reviews: [{ rating: 5 }, { rating: 4 }] },
        {},
      ],
    });
    await em.flush();
    expect(author.publisher.get?.name).toBe("P");
    expect(author.image.get?.author.get).toBe(author);
    expect(
      await database.query(`
        SELECT b.title, array_agg(r.rating ORDER BY r.rating) AS ratings, t.name AS tag
        FROM books b LEFT JOIN reviews r ON r.book_id = b.id
          LEFT JOIN books_to_tags bt ON bt.book_id = b.id LEFT JOIN tags t ON t.id = bt.tag_id
        WHERE b.author_id = 1 GROUP BY b.id, t.name ORDER BY b.id`),
    ).toEqual([
      { title: "b1", ratings: [4, 5], tag: "sea" },
      { title: "title", ratings: [null], tag: null },
    ]);
  });

  it("R-FAC-2 take the temporary names of entities in the em", () => {
    const em = database.newEm();
    const [a1, b1] = [newAuthor(em, { firstName: "a1" }), newBook(em, { author: {} })];
    expect(newBook(em, { author: "a#1" }).author.get).toBe(a1);
    expect(newTag(em, { books: ["b#1"] }).books.get).toEqual([b1]);
    expect(() => newBook(em, { author: "a#9" })).toThrowError(
      expect.objectContaining({
        code: "INVALID_VALUE",
        message: "Book#3.author cannot be a#9: there is no such entity in this em",
      }),
    );
  });

  it("R-FAC-2 take ids: of any row for references, of loaded ones for collections", async () => {
    const first = database.newEm();
    newBook(first);
    await first.flush();
    const em = database.newEm();
    const book = newBook(em, { author: "a:1" });
    expect([book.author.id, book.author.isLoaded]).toEqual(["a:1", false]);
    expect(() => newTag(em, { books: ["b:1"] })).toThrowError(
      expect.objectContaining({ message: "Tag#1.books cannot take Book:1: load it first" }),
    );
    const b1 = await em.load(Book, "b:1");
    const tag = newTag(em, { books: ["b:1"] });
    expect(tag.books.get).toEqual([b1]);
    await em.flush();
    expect(await database.query("SELECT book_id, tag_id FROM books_to_tags")).toEqual([
      { book_id: 1, tag_id: 2 },
    ]);
  });

  it("R-FAC-2 null leaves an optional reference unset", () => {
    const em = database.newEm();
    newPublisher(em);
    expect(newAuthor(em, { publisher: null }).publisher.get).toBeUndefined();
    expect(newAuthor(em, { publisher: undefined }).publisher.get).toBeUndefined();
  });
});

describe("a factory with parameters of its own", () => {
  afterEach(() => registerFactories(domain, { Publisher: newPublisher, Author: newAuthor }));

  it("R-FAC-2 is given numbers and texts as they are", () => {
    const received: unknown[] = [];
    const newNumbered = (em: EntityManager, opts: number | string): Publisher => {
      received.push(opts);
      return newTestInstance(em, Publisher, { name: `P${opts}` });
    };
    registerFactories(domain, { Publisher: newNumbered });
    const em = database.newEm();
    const publishers = [7, "seven"].map((publisher) => newAuthor(em, { publisher }).publisher.get);
    expect(received).toEqual([7, "seven"]);
    expect(publishers.map((publisher) => publisher?.name)).toEqual(["P7", "Pseven"]);
  });

  it("R-FAC-4 is called for what is required, with what leads back", () => {
    const received: unknown[] = [];
    const newKnown = (em: EntityManager, opts: FactoryOpts<Author>): Author => {
      received.push(Object.fromEntries(Object.entries(opts)));
      return newTestInstance(em, Author, opts, { firstName: "known" });
    };
    registerFactories(domain, { Author: newKnown });
    const em = database.newEm();
    const book = newBook(em);
    const image = newImage(em, { author: { lastName: "Lee" } });
    expect(received).toEqual([{ books: [book] }, { lastName: "Lee", image }]);
    expect([book.author.get.firstName, image.author.get.lastName]).toEqual(["known", "Lee"]);
  });

  it("R-FAC-17 has its default children replaced by the one that needs it", () => {
    const newWriter = (em: EntityManager, opts: FactoryOpts<Author> = {}): DeepNew<Author> =>
      newTestInstance(em, Author, opts, { books: [{ title: "default" }] });
    registerFactories(domain, { Author: newWriter });
    const [below, above] = [database.newEm(), database.newEm()];
    const author = newBook(below, { title: "default" }).author.get;
    const graph = { firstName: "firstName", books: [{ title: "default", reviews: [] }] };
    expect(author).toMatchEntity(graph);
    expect(newWriter(above)).toMatchEntity(graph);
    expect([namesIn(below), namesIn(above)]).toEqual([
      ["b#1", "a#1"],
      ["a#1", "b#1"],
    ]);
  });

  it("R-FAC-14 has to be registered when it is needed", () => {
    domain.factories.delete("Author");
    expect(() => newBook(database.newEm())).toThrowError(
      expect.objectContaining({
        code: "FACTORY",
        message: "No factory of Author is registered: import the generated factories/index.ts",
      }),
    );
  });
});

describe("required values that nobody gave", () => {
  it("R-FAC-3 names count, other texts say their field, unique ones count as well", () => {
    const em = database.newEm();
    const tags = [newTag(em), newTag(em), newTag(em, { name: "sea" }), newTag(em)];
    expect(tags.map(({ name }) => name)).toEqual(["Tag 1", "Tag 2", "sea", "Tag 4"]);
    const book = newBook(em);
    expect([book.title, book.author.get.firstName]).toEqual(["title", "firstName"]);
  });

  it("R-FAC-3 optional fields stay unset, defaults of the database apply", () => {
    const author = newAuthor(database.newEm());
    const { age, lastName, isActive, favoriteColor } = author;
    expect([age, lastName, isActive, favoriteColor]).toEqual([
      undefined,
      undefined,
      true,
      undefined,
    ]);
  });
});

describe("references that nobody gave", () => {
  it("R-FAC-4 what `use` names comes first, everywhere below", () => {
    const em = database.newEm();
    const [a1, a2] = [newAuthor(em, { firstName: "a1" }), newAuthor(em, { firstName: "a2" })];
    const review = newReview(em, { use: a1, book: { reviews: [{}], use: [] } });
    expect(review.book.get.author.get).toBe(a1);
    const book = newBook(em, { use: [a2] });
    expect(book.author.get).toBe(a2);
    expect(newPublisher(em, { use: [a2], authors: [{ books: [{}] }] }).authors.get).toHaveLength(1);
  });

  it("R-FAC-4 then an entity that was given to or made by the same call", () => {
    const em = database.newEm();
    const [p1, p2] = [newPublisher(em), newPublisher(em)];
    const author = newAuthor(em, {
      publisher: p2,
      mentees: [{}, { publisher: p1, mentees: [{}] }],
    });
    const [first, second] = author.mentees.get;
    expect(first!.publisher.get).toBe(p2);
    expect(second!.publisher.get).toBe(p1);
    // The latest that was given is the nearest.
    expect(second!.mentees.get[0]!.publisher.get).toBe(p1);
  });

  it("R-FAC-4 then the only entity of the type in the em", () => {
    const em = database.newEm();
    const author = newAuthor(em);
    expect([newBook(em).author.get, newBook(em).author.get]).toEqual([author, author]);
    newAuthor(em, { firstName: "a2" });
    const book = newBook(em);
    expect(namesIn(em)).toEqual(["a#1", "b#1", "b#2", "a#2", "b#3", "a#3"]);
    expect(book.author.get.toTaggedString()).toBe("a#3");
  });

  it("R-FAC-4 an entity that is deleted is not found", () => {
    const em = database.newEm();
    const author = newAuthor(em);
    em.delete(author);
    expect(newBook(em).author.get).not.toBe(author);
  });

  it("R-FAC-4 optional references are filled by what is there, never by something new", () => {
    const em = database.newEm();
    expect(newAuthor(em).publisher.get).toBeUndefined();
    const publisher = newPublisher(em);
    expect(newAuthor(em).publisher.get).toBe(publisher);
    newPublisher(em);
    expect(newAuthor(em).publisher.get).toBeUndefined();
    expect(newAuthor(em, { use: publisher }).publisher.get).toBe(publisher);
  });

  it("R-FAC-4 an optional reference to the own type is filled by `use` only", () => {
    const em = database.newEm();
    const [a1, a2] = [newAuthor(em), newAuthor(em)];
    expect(a2.mentor.get).toBeUndefined();
    expect(newAuthor(em, { use: a1 }).mentor.get).toBe(a1);
  });

  it("R-FAC-4 empty options always make a new one, in the test's and in the factory's", () => {
    const em = database.newEm();
    const author = newAuthor(em);
    expect(newBook(em, { author: {} }).author.get).not.toBe(author);
    expect(newTestInstance(em, Book, {}, { author: {} }).author.get).not.toBe(author);
    expect(newBook(em, { use: author, author: {} }).author.get).not.toBe(author);
    expect(em.getEntities(Author)).toHaveLength(4);
  });

  it("R-FAC-5 a one-to-one that is taken is not taken again", () => {
    const em = database.newEm();
    const author = newAuthor(em);
    const [i1, i2] = [newImage(em), newImage(em)];
    expect(i1.author.get).toBe(author);
    expect(i2.author.get.toTaggedString()).toBe("a#2");
    expect(author.image.get).toBe(i1);
  });
});
