// What clients send, nested as deep as they like: which entities it changes, which it makes, and what that asks of the database.
import { InvalidEntityTypeError, NotFoundError } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Image } from "../schema/entities/Image.ts";
import { Keeper } from "../schema/entities/Keeper.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** a1 has b1 with two reviews and b2, an image and publisher P; a2 has b3 and no publisher. */
async function givenBooks(): Promise<void> {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "P" });
  const a1 = em.create(Author, { firstName: "a1", lastName: "one", publisher });
  const a2 = em.create(Author, { firstName: "a2" });
  em.create(Image, { author: a1, fileName: "a1.png" });
  const sea = em.create(Tag, { name: "sea" });
  const b1 = em.create(Book, { title: "b1", author: a1, tags: [sea] });
  em.create(Book, { title: "b2", author: a1 });
  em.create(Book, { title: "b3", author: a2 });
  for (const rating of [5, 4]) em.create(Review, { book: b1, rating });
  await em.flush();
}

const operations = (sent: ReadonlyArray<{ readonly operation?: string | undefined }>): unknown[] =>
  sent.map(({ operation }) => operation);

const rows = (sql: string): Promise<unknown> => database.query(sql);

describe("em.upsert", () => {
  it("R-UPS-1, R-UPS-2, R-EM-4/upsert changes what has an id, makes what has none, and writes nothing before the flush", async () => {
    await givenBooks();
    const em = database.newEm();
    const sent = await database.recorded(async () => {
      const author = await em.upsert(Author, {
        id: "a:1",
        firstName: "Ann",
        lastName: null,
        age: undefined,
        publisher: { id: "p:1", name: "New name" },
        books: [
          {
            id: "b:1",
            title: "Renamed",
            reviews: [{ id: "r:1", rating: 1 }, "r:2", { rating: 3 }],
          },
          { title: "Brand new", reviews: [{ rating: 2 }] },
          "b:2",
        ],
        image: { fileName: "new.png" },
      });
      expect(author).toBe(em.getEntity("a:1"));
      const books = await author.books.load();
      expect(books.map(({ title }) => title)).toEqual(["Renamed", "b2", "Brand new"]);
    });
    expect(operations(sent)).toEqual([
      "load Author",
      "load Publisher",
      "load Author.image",
      "load Author.books",
      "load Book.reviews",
    ]);
    await em.flush();
    expect(await rows("SELECT first_name, last_name FROM authors ORDER BY id")).toEqual([
      { first_name: "Ann", last_name: null },
      { first_name: "a2", last_name: null },
    ]);
    expect(await rows("SELECT name FROM publishers")).toEqual([{ name: "New name" }]);
    expect(await rows("SELECT file_name, author_id FROM images")).toEqual([
      { file_name: "new.png", author_id: 1 },
    ]);
    expect(await rows("SELECT title, author_id FROM books ORDER BY id")).toEqual([
      { title: "Renamed", author_id: 1 },
      { title: "b2", author_id: 1 },
      { title: "b3", author_id: 2 },
      { title: "Brand new", author_id: 1 },
    ]);
    expect(await rows("SELECT book_id, rating FROM reviews ORDER BY id")).toEqual([
      { book_id: 1, rating: 1 },
      { book_id: 1, rating: 4 },
      { book_id: 1, rating: 3 },
      { book_id: 4, rating: 2 },
    ]);
  });

  it("R-UPS-1 asks as much for hundreds of entities and for several upserts of a tick as for one", async () => {
    const em = database.newEm();
    for (let at = 0; at < 20; at++) {
      const author = em.create(Author, { firstName: `a${at}` });
      for (const title of ["x", "y"])
        em.create(Review, { rating: 5, book: em.create(Book, { title, author }) });
    }
    await em.flush();
    const reading = database.newEm();
    const sent = await database.recorded(async () => {
      await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          reading.upsert(Author, {
            id: `a:${at + 1}`,
            books: [
              { id: `b:${2 * at + 1}`, reviews: [{ id: `r:${2 * at + 1}`, rating: 1 }] },
              {
                id: `b:${2 * at + 2}`,
                reviews: [{ id: `r:${2 * at + 2}`, rating: 1 }, { rating: 2 }],
              },
            ],
          }),
        ),
      );
    });
    expect(operations(sent)).toEqual(["load Author", "load Author.books", "load Book.reviews"]);
    await reading.flush();
    expect(await rows("SELECT rating, count(*)::int FROM reviews GROUP BY 1 ORDER BY 1")).toEqual([
      { rating: 1, count: 40 },
      { rating: 2, count: 20 },
    ]);
  });

  it("R-UPS-2 an id that is not there is an error, as is one of another type; null always makes one", async () => {
    await givenBooks();
    const em = database.newEm();
    await expect(em.upsert(Author, { id: "a:9", firstName: "x" })).rejects.toThrow(NotFoundError);
    await expect(em.upsert(Author, { id: "b:1" as never })).rejects.toThrow(
      "Invalid tagged id, expected tag a, got b:1",
    );
    await expect(em.upsert(Author, { id: "a:1", books: [{ id: "b:9" }] })).rejects.toThrow(
      "b:9 was not found",
    );
    expect(em.pendingChanges).toEqual([]);
    const made = await em.upsert(Author, {
      id: null,
      firstName: "new",
      publisher: { id: null, name: "Q" },
    });
    expect([made.isNewEntity, made.isActive]).toEqual([true, true]);
    await em.flush();
    expect(
      await rows("SELECT first_name, publisher_id, is_active FROM authors WHERE id > 2"),
    ).toEqual([{ first_name: "new", publisher_id: 2, is_active: true }]);
  });

  it("R-UPS-2 defaults come after what the input gives", async () => {
    const em = database.newEm();
    const book = await em.upsert(Book, { title: "b", author: { firstName: "a" }, position: 7 });
    const other = await em.upsert(Book, { title: "c", author: "a:1" });
    expect([book.position, other.position]).toEqual([7, 0]);
    expect((await book.author.load()).isActive).toBe(true);
  });

  it("R-UPS-4 a reference: input without id changes what is there or makes one, null unsets, ids and entities point", async () => {
    await givenBooks();
    const em = database.newEm();
    const a1 = await em.load(Author, "a:1");
    await a1.setDeepPartial({ publisher: { name: "changed" }, image: { fileName: "changed" } });
    const a2 = await em.upsert(Author, {
      id: "a:2",
      publisher: { name: "made" },
      image: { fileName: "made" },
      mentor: a1,
    });
    await em.flush();
    expect(await rows("SELECT id, name FROM publishers ORDER BY id")).toEqual([
      { id: 1, name: "changed" },
      { id: 2, name: "made" },
    ]);
    expect(await rows("SELECT author_id, file_name FROM images ORDER BY id")).toEqual([
      { author_id: 1, file_name: "changed" },
      { author_id: 2, file_name: "made" },
    ]);
    expect(
      await database.statements(() => a2.setDeepPartial({ publisher: "p:1", mentorId: null })),
    ).toEqual([]);
    await a1.setDeepPartial({ publisher: null });
    await em.flush();
    expect(await rows("SELECT publisher_id, mentor_id FROM authors ORDER BY id")).toEqual([
      { publisher_id: null, mentor_id: null },
      { publisher_id: 1, mentor_id: null },
    ]);
  });

  it("R-UPS-4 `delete` deletes what a reference leads to, and unsets it", async () => {
    await givenBooks();
    const em = database.newEm();
    await em.upsert(Author, { id: "a:1", publisher: { delete: true }, image: { op: "delete" } });
    await em.flush();
    expect(await rows("SELECT publisher_id FROM authors WHERE id = 1")).toEqual([
      { publisher_id: null },
    ]);
    expect(await rows("SELECT 1 FROM publishers UNION ALL SELECT 1 FROM images")).toEqual([]);
    // There is nothing to delete any more.
    await em.upsert(Author, { id: "a:1", publisher: { delete: true }, image: { delete: true } });
    expect(em.pendingChanges).toEqual([]);
    await em.upsert(Author, { id: "a:2", publisher: { name: "R" } });
    await em.flush();
    await expect(
      em.upsert(Author, { id: "a:1", publisher: { id: "p:2", delete: true } }),
    ).rejects.toThrow(
      "Invalid input at publisher: Author:1.publisher can delete only what it leads to",
    );
  });

  it("R-UPS-9, R-POLY-7 a polymorphic reference: an entity, a tagged id, or input that says its type", async () => {
    const em = database.newEm();
    const topic = em.create(Topic, { id: "t", name: "T" });
    const byEntity = await em.upsert(Comment, { body: "1", parent: topic });
    const byType = await em.upsert(Comment, {
      body: "2",
      parent: { type: "Topic", id: null, name: "U" } as never,
    });
    const made = await byType.parent.load();
    expect([byEntity.parent.id, made instanceof Topic, (made as Topic).name]).toEqual([
      "to:t",
      true,
      "U",
    ]);
    em.delete(byType);
    em.delete(made);
    await em.flush();
    const reading = database.newEm();
    const comment = await reading.load(Comment, byEntity.id);
    // Without id and type it is what is there.
    await comment.setDeepPartial({ parent: { name: "changed" } });
    const byId = await reading.upsert(Comment, { body: "3", parent: byEntity.id });
    const byInput = await reading.upsert(Comment, {
      body: "4",
      parent: { id: byEntity.id, body: "edited" },
    });
    await reading.flush();
    expect([byId.parent.id, byInput.parent.id, comment.body]).toEqual([
      comment.id,
      comment.id,
      "edited",
    ]);
    expect(await rows("SELECT name FROM topics")).toEqual([{ name: "changed" }]);
    await expect(
      reading.upsert(Comment, { body: "5", parent: { name: "?" } as never }),
    ).rejects.toThrow(
      "Invalid input at parent: Comment.parent needs an id, or a type of Article, Topic, Comment",
    );
    await expect(
      reading.upsert(Comment, { body: "5", parent: { type: "Author", firstName: "?" } as never }),
    ).rejects.toThrow("Comment.parent needs an id, or a type of Article, Topic, Comment");
  });

  it("R-UPS-2 what extends the expected type is taken as what it is, and made when `type` says so", async () => {
    const em = database.newEm();
    const keeper = await em.upsert(Keeper, {
      name: "k",
      animals: [
        { type: "Dog", name: "d", breed: "pug" } as never,
        { type: "Cat", name: "c" } as never,
      ],
    });
    await em.flush();
    expect((await keeper.animals.load()).map(String)).toEqual(["Dog#1:1", "Cat#2:2"]);
    const reading = database.newEm();
    await reading.upsert(Keeper, {
      id: keeper.id,
      animals: [{ id: "an:1", breed: "mops" } as never, "an:2"],
    });
    await reading.flush();
    expect(await rows("SELECT breed FROM dogs")).toEqual([{ breed: "mops" }]);
    await expect(
      reading.upsert(Keeper, { id: keeper.id, animals: [{ type: "Shark", name: "s" } as never] }),
    ).rejects.toThrow("Animal.type is none of Animal, ");
    await expect(
      reading.upsert(Keeper, { id: keeper.id, bestDog: { id: "an:2" } }),
    ).rejects.toThrow(InvalidEntityTypeError);
  });

  it("R-ENT-1/setDeepPartial, R-PART-1 undefined leaves alone, null unsets, the entity's own id may be repeated", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    await author.setDeepPartial({
      id: "a:1",
      firstName: undefined,
      lastName: null,
      books: undefined,
    });
    expect([author.firstName, author.lastName]).toEqual(["a1", undefined]);
    await expect(author.setDeepPartial({ id: "a:2" })).rejects.toThrow(
      "Invalid input at id: Author:1.id cannot be changed",
    );
  });

  it("R-PART-4 reads input and never changes it, frozen at any depth", async () => {
    await givenBooks();
    const em = database.newEm();
    const input = deepFrozen({
      id: "a:1",
      publisher: { name: "x" },
      books: [{ id: "b:1", tags: [{ name: "new" }] }, { id: "b:2" }],
    });
    const before = JSON.stringify(input);
    await em.upsert(Author, input);
    await em.flush();
    expect(JSON.stringify(input)).toBe(before);
    const made = em.create(Author, Object.freeze({ firstName: "f", books: Object.freeze([]) }));
    made.setPartial(Object.freeze({ lastName: "l" }));
    made.set(Object.freeze({ age: 3 }));
    expect([made.lastName, made.age]).toEqual(["l", 3]);
  });
});

function deepFrozen<T>(value: T): T {
  if (typeof value === "object" && value !== null)
    Object.values(Object.freeze(value)).forEach(deepFrozen);
  return value;
}
