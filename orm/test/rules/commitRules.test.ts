// Rules that judge what was written.
import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { authorConfig } from "../schema/entities/codegen/AuthorCodegen.ts";
import { bookConfig } from "../schema/entities/codegen/BookCodegen.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { publisherConfig } from "../schema/entities/codegen/PublisherCodegen.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const asked: string[] = [];

authorConfig.addCommitRule(async (author) => {
  asked.push(String(author));
  const { firstName } = author;
  const namesakes = await author.em.findCount(Author, { firstName });
  return namesakes > 1 ? `shares its name with ${namesakes - 1}` : undefined;
});
publisherConfig.addCommitRule({ authors: "age" }, async (publisher) => {
  asked.push(String(publisher));
  const children = publisher.authors.get.filter(({ age = 18 }) => age < 18);
  // What other writers did counts as well.
  const stored = await publisher.em.findCount(Author, { publisher: publisher.id, age: { lt: 18 } });
  return stored > 0 ? `employs ${children.length} children` : undefined;
});
bookConfig.addCommitRule((book) => {
  if (book.title === "writes") book.notes = "n";
  if (book.title === "throws") throw new RangeError("too far");
});

const database = useTestDatabase();

beforeEach(() => {
  asked.length = 0;
});

describe("a commit rule", () => {
  it("R-RULE-6 R-CFG-1/addCommitRule finds what was written, and takes everything back when it complains", async () => {
    const em = database.newEm();
    const [, second] = [1, 2].map(() => em.create(Author, { firstName: "Ann" }));
    const tag = em.create(Tag, { name: "t" });
    let error: unknown;
    const sent = await database.recorded(async () => {
      error = await em.flush().catch((thrown: unknown) => thrown);
    });
    expect(error).toMatchObject({
      code: "VALIDATION",
      message:
        "Validation errors (2): Author#1 shares its name with 1, Author#2 shares its name with 1",
    });
    expect(sent.map(({ operation }) => operation)).toMatchInlineSnapshot(`
      [
        "assign ids",
        "insert authors",
        "insert tags",
        "count Author",
      ]
    `);
    expect(await database.query("SELECT count(*)::int AS n FROM authors")).toEqual([{ n: 0 }]);
    expect(tag.isNewEntity).toBe(true);
    second!.firstName = "Bob";
    await em.flush();
    expect(await database.query("SELECT first_name FROM authors ORDER BY id")).toEqual([
      { first_name: "Ann" },
      { first_name: "Bob" },
    ]);
  });

  it("R-RULE-6 costs one more round trip, and only a flush of what has one", async () => {
    const em = database.newEm();
    em.create(Tag, { name: "t" });
    await em.flush();
    em.create(Tag, { name: "u" });
    await em.assignNewIds();
    expect(await database.roundTrips(() => em.flush())).toBe(1);
    em.create(Author, { firstName: "Ann" });
    await em.assignNewIds();
    // The writes, what the rule finds, COMMIT.
    expect(await database.roundTrips(() => em.flush())).toBe(3);
  });

  it("R-RULE-6 with a hint is asked about whatever a change concerns, with what it names loaded", async () => {
    const em1 = database.newEm();
    const publisher = em1.create(Publisher, { name: "p" });
    for (const firstName of ["a1", "a2"]) em1.create(Author, { firstName, publisher, age: 20 });
    await em1.flush();
    asked.length = 0;
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    author.age = 12;
    await expect(em.flush()).rejects.toThrow("Validation error: Publisher:1 employs 1 children");
    expect(asked).toEqual(["Author:1", "Publisher:1"]);
    author.age = 21;
    author.lastName = "x";
    await em.flush();
    expect(await database.query("SELECT age FROM authors WHERE id = 1")).toEqual([{ age: 21 }]);
  });

  it("R-RULE-3 R-RULE-5 may not write, and rejects the flush with what it throws", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "Ann" });
    const book = em.create(Book, { title: "writes", author });
    await expect(em.flush()).rejects.toMatchObject({
      code: "VALIDATION_WRITE",
      entities: [book],
    });
    book.title = "throws";
    await expect(em.flush()).rejects.toThrow(new RangeError("too far"));
    book.title = "fine";
    await em.flush();
    expect(await database.query("SELECT title FROM books")).toEqual([{ title: "fine" }]);
  });

  it("R-RULE-6 R-TXN-1 in a transaction that goes on is asked by each flush, and sees what earlier ones wrote", async () => {
    const em = database.newEm();
    const inside = em.transaction(async () => {
      em.create(Author, { firstName: "Ann" });
      await em.flush();
      em.create(Author, { firstName: "Ann" });
      await em.flush();
    });
    await expect(inside).rejects.toThrow("Validation error: Author#2 shares its name with 1");
    expect(asked).toEqual(["Author#1", "Author#2"]);
    expect(await database.query("SELECT count(*)::int AS n FROM authors")).toEqual([{ n: 0 }]);
  });

  it("R-RULE-6 is asked in a rehearsal, which writes nothing", async () => {
    const em = new EntityManager({}, { driver: database.driver, mode: "in-memory-writes" });
    for (const _ of [1, 2]) em.create(Author, { firstName: "Ann" });
    await expect(em.flush()).rejects.toThrow("Author#1 shares its name with 1");
  });

  it("R-FLUSH-8 is not asked when validation is skipped", async () => {
    const em = database.newEm();
    for (const _ of [1, 2]) em.create(Author, { firstName: "Ann" });
    expect(await database.roundTrips(() => em.flush({ skipValidation: true }))).toBe(2);
    expect(asked).toEqual([]);
  });
});
