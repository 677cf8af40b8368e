import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

describe("a flush that fails", () => {
  it("R-RULE-4 names every required field that is missing, of every entity, and sends nothing", async () => {
    const em = database.newEm();
    em.create(Author, { firstName: "" });
    const book = em.create(Book, { title: "b1", author: em.create(Author, { firstName: "a2" }) });
    book.author.set(undefined as never);
    let error: unknown;
    const statements = await database.statements(async () => {
      error = await em.flush().catch((thrown: unknown) => thrown);
    });
    expect(statements).toEqual([]);
    expect(error).toMatchObject({
      code: "VALIDATION",
      message: "Validation errors (2): Author#1 firstName is required, Book#1 author is required",
      errors: [
        { field: "firstName", code: "required" },
        { field: "author", code: "required" },
      ],
    });
  });

  it("R-FLUSH-7 can be mended and flushed again", async () => {
    const em = database.newEm();
    em.create(Tag, { name: "sea" });
    await em.flush();
    const em2 = database.newEm();
    const author = em2.create(Author, { firstName: "a1" });
    const tag = em2.create(Tag, { name: "sea" });
    const book = em2.create(Book, { title: "b1", author, tags: [tag] });
    await expect(em2.flush()).rejects.toMatchObject({ code: "UNIQUE" });
    expect([author.isNewEntity, book.isNewEntity, tag.isNewEntity]).toEqual([true, true, true]);
    expect(await database.query("SELECT count(*)::int AS n FROM authors")).toEqual([{ n: 0 }]);
    tag.name = "sky";
    await em2.flush();
    expect(
      await database.query("SELECT t.name FROM books_to_tags j JOIN tags t ON t.id = j.tag_id"),
    ).toEqual([{ name: "sky" }]);
  });

  it("R-DRV-8 a duplicate unique value is a UniqueConstraintError with field and entity", async () => {
    const em = database.newEm();
    em.create(Tag, { name: "sea" });
    await em.flush();
    const em2 = database.newEm();
    const [, second] = [em2.create(Tag, { name: "ice" }), em2.create(Tag, { name: "sea" })];
    const error: unknown = await em2.flush().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "UNIQUE",
      table: "tags",
      fields: ["name"],
      entities: [second],
      message: expect.stringMatching(
        /^duplicate key value violates unique constraint "\w+" — Key \(name\)=\(sea\) already exists\.$/,
      ),
    });
  });

  it("R-DRV-8 a dangling foreign key is a ForeignKeyError with field and entity", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    const book = em.create(Book, { title: "b1", author });
    book.author.id = "a:99";
    const error: unknown = await em.flush().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "FOREIGN_KEY",
      table: "books",
      fields: ["author"],
      entities: [book],
    });
    expect(await database.query("SELECT count(*)::int AS n FROM authors")).toEqual([{ n: 0 }]);
  });

  it("R-DRV-8 a violated check is a CheckConstraintError", async () => {
    const em = database.newEm();
    const book = em.create(Book, { title: "b1", author: em.create(Author, { firstName: "a1" }) });
    em.create(Review, { rating: 9, book });
    await expect(em.flush()).rejects.toMatchObject({ code: "CHECK", table: "reviews" });
  });

  it("R-EM-5 an entity that cannot be made takes no children with it", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    const book = em.create(Book, { title: "b1", author });
    await em.flush();
    const create = (opts: object) => () =>
      em.create(Author, { firstName: "no", books: [book], ...opts } as never);
    expect(create({ image: "no image" })).toThrow(expect.objectContaining({ code: "WRONG_TYPE" }));
    expect(create({ mentor: "b:1" })).toThrow(expect.objectContaining({ code: "INVALID_ID" }));
    const gone = em.create(Book, { title: "gone", author });
    em.delete(gone);
    expect(create({ books: [book, gone] })).toThrow(expect.objectContaining({ code: "DELETED" }));
    expect([book.author.get, author.books.get, em.pendingChanges]).toEqual([author, [book], []]);
  });

  it("R-FLUSH-4 a second flush while one runs is refused", async () => {
    const em = database.newEm();
    em.create(Author, { firstName: "a1" });
    const [first, second] = await Promise.allSettled([em.flush(), em.flush()]);
    expect(first.status).toBe("fulfilled");
    expect((second as PromiseRejectedResult).reason).toMatchObject({
      code: "CONCURRENT_FLUSH",
      message: "Cannot flush while another flush is already in progress",
    });
  });

  it("R-FLUSH-5 an entity cannot be changed while a flush writes it", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    const flushing = em.flush();
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    expect(() => {
      author.age = 3;
    }).toThrow(
      "Cannot mutate an entity during an em.flush outside of a entity hook or from afterCommit",
    );
    await flushing;
    author.age = 3;
    await em.flush();
    expect(await database.query("SELECT age FROM authors")).toEqual([{ age: 3 }]);
  });

  it("R-EM-7 a unit of work whose function rejects writes nothing", async () => {
    const em = database.newEm();
    const work = em.run(() => {
      em.create(Author, { firstName: "a1" });
      throw new RangeError("no");
    });
    await expect(work).rejects.toThrow(new RangeError("no"));
    expect(await database.query("SELECT count(*)::int AS n FROM authors")).toEqual([{ n: 0 }]);
  });

  it("R-WRITE-5 writers that change the same rows at the same time never deadlock", async () => {
    const em = database.newEm();
    for (let at = 0; at < 50; at++) em.create(Author, { firstName: `a${at}` });
    await em.flush();
    const codes: string[] = [];
    const write = async (writer: number): Promise<void> => {
      const own = database.newEm();
      const authors = await own.find(Author, {});
      // Two UPDATEs each, of rows that every other writer takes in the opposite order.
      const order = writer % 2 === 0 ? authors : authors.toReversed();
      for (const [at, author] of order.entries()) {
        if (at < 25) author.age = writer;
        else author.lastName = `w${writer}`;
      }
      own.create(Book, { title: `w${writer}`, author: authors[(writer * 13) % 50]! });
      await own.flush().catch((error: unknown) => codes.push((error as { code: string }).code));
    };
    for (let round = 0; round < 25; round++)
      await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((writer) => write(round * 8 + writer)));
    // Who comes late finds its rows changed; nobody is the victim of a deadlock.
    expect(new Set(codes)).toEqual(new Set(["OPTIMISTIC_LOCK"]));
  });
});
