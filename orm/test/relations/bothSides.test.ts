import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Image } from "../schema/entities/Image.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenBooks(): Promise<void> {
  const em = database.newEm();
  const [a1, a2] = ["a1", "a2"].map((firstName) => em.create(Author, { firstName }));
  const [sea, sky] = ["sea", "sky"].map((name) => em.create(Tag, { name }));
  em.create(Book, { title: "b1", author: a1!, tags: [sea!] });
  em.create(Book, { title: "b2", author: a1!, tags: [sea!, sky!] });
  em.create(Book, { title: "b3", author: a2! });
  em.create(Image, { fileName: "i1", author: a1! });
  await em.flush();
}

const titles = (books: ReadonlyArray<Book>): string[] => books.map(({ title }) => title);

describe("one-to-many", () => {
  it("R-REL-2, R-O2M-2 children in memory let go of a collection that is set without being loaded", async () => {
    await givenBooks();
    const em = database.newEm();
    const [b1, b2] = await em.find(Book, { author: "a:1" });
    const [a1, a2] = await em.find(Author, {});
    a1!.mentees.set([a2!]);
    const image = await em.load(Image, "i:1");
    a1!.image.set(undefined);
    expect([a2!.mentor.id, image.author.isSet]).toEqual(["a:1", false]);
    a1!.books.set([b2!]);
    expect([b1!.author.isSet, b2!.author.id]).toEqual([false, "a:1"]);
    b1!.author.set(a2!);
    image.author.set(a2!);
    await em.flush();
    expect(await database.query("SELECT author_id FROM books ORDER BY id")).toEqual([
      { author_id: 2 },
      { author_id: 1 },
      { author_id: 2 },
    ]);
  });

  it("R-REL-2 moving a child shows on both loaded sides at once", async () => {
    await givenBooks();
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {}, { populate: "books" });
    const [b1] = a1!.books.get;
    b1!.author.set(a2!);
    expect([titles(a1!.books.get), titles(a2!.books.get)]).toEqual([["b2"], ["b1", "b3"]]);
    await em.flush();
    expect([titles(a1!.books.get), titles(a2!.books.get)]).toEqual([["b2"], ["b1", "b3"]]);
    expect(await database.query("SELECT author_id FROM books ORDER BY id")).toEqual([
      { author_id: 2 },
      { author_id: 1 },
      { author_id: 2 },
    ]);
  });

  it("R-O2M-6 a side that loads after the change shows it", async () => {
    await givenBooks();
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {});
    const b1 = await em.load(Book, "b:1");
    b1.author.set(a2!);
    expect([titles(await a1!.books.load()), titles(await a2!.books.load())]).toEqual([
      ["b2"],
      ["b1", "b3"],
    ]);
  });

  it("R-O2M-6 a reference that was set by id shows in the collection that loads later", async () => {
    await givenBooks();
    const em = database.newEm();
    const b1 = await em.load(Book, "b:1");
    b1.author.id = "a:2";
    const a2 = await em.load(Author, "a:2", "books");
    expect(titles(a2.books.get)).toEqual(["b1", "b3"]);
    expect(b1.author.id).toBe("a:2");
  });

  it("R-O2M-2 add, remove and set work without loading, and the flush finds out what a set removes", async () => {
    await givenBooks();
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {});
    const b3 = await em.load(Book, "b:3");
    a1!.books.add(b3);
    expect(await b3.author.load()).toBe(a1);
    expect(titles(await a2!.books.load())).toEqual([]);
    a1!.books.set([b3]);
    await expect(em.flush()).rejects.toMatchObject({
      message: "Validation errors (2): Book:1 author is required, Book:2 author is required",
    });
    expect(titles(await a1!.books.load())).toEqual(["b3"]);
  });

  it("R-O2M-1 add sets the child's reference, remove unsets it, loaded or not", async () => {
    const before = database.newEm();
    const p1 = before.create(Publisher, { name: "p1" });
    before.create(Author, { firstName: "a1", publisher: p1 });
    before.create(Author, { firstName: "a2" });
    await before.flush();
    const em = database.newEm();
    const [publisher, a1, a2] = await Promise.all([
      em.load(Publisher, "p:1"),
      em.load(Author, "a:1"),
      em.load(Author, "a:2"),
    ]);
    const statements = await database.statements(async () => {
      publisher.authors.add(a2);
      publisher.authors.remove(a1);
    });
    expect([statements, a1.publisher.isSet, a2.publisher.idIfSet]).toEqual([[], false, "p:1"]);
    expect(await publisher.authors.load()).toEqual([a2]);
    publisher.authors.add(a1);
    publisher.authors.remove(a2);
    expect([a1.publisher.idIfSet, a2.publisher.isSet]).toEqual(["p:1", false]);
    expect(await publisher.authors.load()).toEqual([a1]);
    publisher.authors.add(a2);
    publisher.authors.remove(a1);
    await em.flush();
    expect(await database.query("SELECT publisher_id FROM authors ORDER BY id")).toEqual([
      { publisher_id: null },
      { publisher_id: 1 },
    ]);
  });

  it("R-O2M-1 set makes it exactly the list, and removeAll needs it loaded", async () => {
    const before = database.newEm();
    const p1 = before.create(Publisher, { name: "p1" });
    for (const firstName of ["a1", "a2", "a3"]) before.create(Author, { firstName, publisher: p1 });
    before.create(Author, { firstName: "a4" });
    await before.flush();
    const em = database.newEm();
    const [a2, a4] = await em.loadAll(Author, ["a:2", "a:4"]);
    const publisher = await em.load(Publisher, "p:1");
    const unloaded = publisher.authors as unknown as { removeAll(): void };
    expect(() => unloaded.removeAll()).toThrow("Publisher:1.authors was not loaded");
    publisher.authors.set([a4!, a2!]);
    await em.flush();
    expect(
      await database.query("SELECT id FROM authors WHERE publisher_id = 1 ORDER BY id"),
    ).toEqual([{ id: 2 }, { id: 4 }]);
    const { authors } = await em.populate(publisher, "authors");
    expect(authors.get).toEqual([a2, a4]);
    authors.removeAll();
    expect([authors.get, a2!.publisher.isSet, a4!.publisher.isSet]).toEqual([[], false, false]);
    await em.flush();
    expect(await database.query("SELECT id FROM authors WHERE publisher_id = 1")).toEqual([]);
  });

  it("R-O2M-3 adding twice changes nothing, and adding the child of another parent moves it", async () => {
    await givenBooks();
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {}, { populate: "books" });
    const [b3] = a2!.books.get;
    a2!.books.add(b3!);
    expect([b3!.isDirtyEntity, em.pendingChanges]).toEqual([false, []]);
    a1!.books.add(b3!);
    a1!.books.add(b3!);
    expect([titles(a1!.books.get), titles(a2!.books.get)]).toEqual([["b1", "b2", "b3"], []]);
    expect(b3!.author.id).toBe("a:1");
    expect(em.pendingChanges).toEqual([{ kind: "update", entity: b3 }]);
    await em.flush();
    expect(await database.query("SELECT author_id FROM books WHERE id = 3")).toEqual([
      { author_id: 1 },
    ]);
  });

  it("R-REL-3 the collections of a new entity are loaded and empty, and stay loaded after the flush", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    const other = em.create(Author, { firstName: "a2" });
    expect([author.books.get, author.image.get, author.publisher.get]).toEqual([
      [],
      undefined,
      undefined,
    ]);
    em.create(Book, { title: "b1", author: other });
    await em.flush();
    expect([titles(author.books.get), titles(other.books.get)]).toEqual([[], ["b1"]]);
    em.create(Book, { title: "b2", author: other });
    expect(titles(other.books.get)).toEqual(["b1", "b2"]);
  });

  it("R-REL-5 the list is frozen and the same object until something changes", async () => {
    await givenBooks();
    const em = database.newEm();
    const a1 = await em.load(Author, "a:1", "books");
    const before = a1.books.get;
    em.create(Author, { firstName: "somebody else" });
    expect(a1.books.get).toBe(before);
    expect(Object.isFrozen(before)).toBe(true);
    a1.books.add(await em.load(Book, "b:3"));
    expect(a1.books.get).not.toBe(before);
  });

  it("R-DEL-2 a deleted child is out of its loaded collections at once", async () => {
    await givenBooks();
    const em = database.newEm();
    const a1 = await em.load(Author, "a:1", "books");
    const [b1, b2] = a1.books.get;
    em.delete(b1!);
    expect([a1.books.get, a1.books.getWithDeleted]).toEqual([[b2], [b1, b2]]);
  });

  it("R-REL-1 reading a collection that was not loaded throws", async () => {
    await givenBooks();
    const author = await database.newEm().load(Author, "a:1");
    expect(() => (author.books as unknown as { get: unknown }).get).toThrow(
      "Author:1.books was not loaded",
    );
  });

  it("R-REL-10 an entity of another em, of another type, or deleted is refused", async () => {
    await givenBooks();
    const em = database.newEm();
    const a1 = await em.load(Author, "a:1");
    const foreign = await database.newEm().load(Book, "b:1");
    expect(() => a1.books.add(foreign)).toThrow(
      expect.objectContaining({ code: "FOREIGN_ENTITY" }),
    );
    expect(() => a1.books.add(a1 as never)).toThrow(
      expect.objectContaining({ code: "WRONG_TYPE" }),
    );
    const own = await em.load(Book, "b:1");
    em.delete(a1);
    expect(() => own.author.set(a1)).toThrow(
      expect.objectContaining({ code: "DELETED", message: "Author:1 is marked as deleted" }),
    );
  });
});

describe("many-to-one", () => {
  it("R-M2O-1/id the id is known without loading, and says why when there is none", async () => {
    await givenBooks();
    const em = database.newEm();
    const b1 = await em.load(Book, "b:1");
    const author = await em.load(Author, "a:1");
    expect([b1.author.id, b1.author.isSet, author.publisher.idIfSet]).toEqual([
      "a:1",
      true,
      undefined,
    ]);
    expect(() => author.publisher.id).toThrow("Reference Author:1.publisher is unset");
    author.publisher.set(em.create(Publisher, { name: "P" }));
    expect([author.publisher.isSet, author.publisher.idMaybe]).toEqual([true, undefined]);
    expect(() => author.publisher.id).toThrow(
      "Reference Author:1.publisher is assigned to a new entity",
    );
  });

  it("R-M2O-2 a target that many share costs its row once, and none when it is in memory", async () => {
    await givenBooks();
    const em = database.newEm();
    const books = await em.find(Book, {});
    const recorded = await database.recorded(() =>
      Promise.all(books.map((book) => book.author.load())),
    );
    expect(recorded.map(({ operation, values }) => [operation, values])).toEqual([
      ["load Author", ['{"1","2"}']],
    ]);
    expect(
      await database.statements(() => Promise.all(books.map((book) => book.author.load()))),
    ).toEqual([]);
  });

  it("R-M2O-1/load a reference that is pointed elsewhere while it loads gives where it points now", async () => {
    await givenBooks();
    const em = database.newEm();
    const b1 = await em.load(Book, "b:1");
    const loading = b1.author.load();
    b1.author.id = "a:2";
    expect((await loading).firstName).toBe("a2");
  });

  it("R-M2O-6 setting back the original leaves nothing to write", async () => {
    await givenBooks();
    const em = database.newEm();
    const b1 = await em.load(Book, "b:1", "author");
    const a1 = b1.author.get;
    b1.author.set(await em.load(Author, "a:2"));
    expect(b1.isDirtyEntity).toBe(true);
    b1.author.set(a1);
    expect(b1.isDirtyEntity).toBe(false);
  });
});

describe("one-to-one", () => {
  it("R-O2O-1 both sides agree, loaded from either", async () => {
    await givenBooks();
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {}, { populate: "image" });
    expect([a1!.image.get?.fileName, a2!.image.get]).toEqual(["i1", undefined]);
    const image = a1!.image.get!;
    image.author.set(a2!);
    expect([a1!.image.get, a2!.image.get]).toEqual([undefined, image]);
  });

  it("R-O2O-2 setting another lets the previous one go", async () => {
    await givenBooks();
    const em = database.newEm();
    const a1 = await em.load(Author, "a:1", "image");
    const previous = a1.image.get!;
    const next = em.create(Image, { fileName: "i2", author: await em.load(Author, "a:2") });
    a1.image.set(next);
    expect([a1.image.get, previous.author.isSet]).toEqual([next, false]);
  });
});

describe("many-to-many", () => {
  it("R-REL-2 both loaded sides change at once", async () => {
    await givenBooks();
    const em = database.newEm();
    const [sea, sky] = await em.find(Tag, {}, { populate: "books" });
    const b1 = await em.load(Book, "b:1", "tags");
    b1.tags.set([sky!]);
    expect([titles(sea!.books.get), titles(sky!.books.get)]).toEqual([["b2"], ["b1", "b2"]]);
    const statements = await database.recorded(() => em.flush());
    expect(statements.map(({ operation, values }) => [operation, values])).toEqual([
      ["lock books", ['{"1"}']],
      ["lock tags", ['{"2"}']],
      ["lock books_to_tags", ['{"1","1"}', '{"2","1"}']],
      ["delete books_to_tags", ['{"1"}', '{"1"}']],
      ["insert books_to_tags", ['{"1"}', '{"2"}']],
    ]);
    expect([titles(sea!.books.get), titles(sky!.books.get)]).toEqual([["b2"], ["b1", "b2"]]);
  });

  it("R-REL-10 a deleted entity can be neither added nor set, and what was there stays", async () => {
    await givenBooks();
    const em = database.newEm();
    const b2 = await em.load(Book, "b:2", "tags");
    const [sea, sky] = b2.tags.get;
    em.delete(sky!);
    const message = "Tag:2 is marked as deleted";
    expect(() => b2.tags.add(sky!)).toThrow(message);
    expect(() => b2.tags.set([sky!])).toThrow(message);
    expect(b2.tags.get).toEqual([sea]);
  });

  it("R-M2M-2 add and remove work without loading, and show once the side loads", async () => {
    await givenBooks();
    const em = database.newEm();
    const b1 = await em.load(Book, "b:1");
    const [sea, sky] = await em.find(Tag, {});
    b1.tags.add(sky!);
    b1.tags.remove(sea!);
    expect((await b1.tags.load()).map(({ name }) => name)).toEqual(["sky"]);
    await em.flush();
    expect(await database.query("SELECT tag_id FROM books_to_tags WHERE book_id = 1")).toEqual([
      { tag_id: 2 },
    ]);
  });

  it("R-M2M-4 what is added and removed again leaves nothing to write, whichever came first", async () => {
    await givenBooks();
    const em = database.newEm();
    const b1 = await em.load(Book, "b:1", "tags");
    const [sea, sky] = await em.find(Tag, {});
    b1.tags.add(sky!);
    b1.tags.remove(sky!);
    b1.tags.remove(sea!);
    b1.tags.add(sea!);
    expect(em.pendingChanges).toEqual([]);
    expect(await database.statements(() => em.flush())).toEqual([]);
  });

  it("R-M2M-5 after a failed flush the pairs are pending again", async () => {
    await givenBooks();
    const em = database.newEm();
    const b3 = await em.load(Book, "b:3", "tags");
    const [sea] = await em.find(Tag, {});
    b3.tags.add(sea!);
    const twin = em.create(Tag, { name: "sea" });
    await expect(em.flush()).rejects.toMatchObject({ code: "UNIQUE" });
    em.delete(twin);
    await em.flush();
    expect(await database.query("SELECT tag_id FROM books_to_tags WHERE book_id = 3")).toEqual([
      { tag_id: 1 },
    ]);
  });

  it("R-REL-2 what others have added meanwhile stays on both sides when it was added here too", async () => {
    await givenBooks();
    const em = database.newEm();
    const b3 = await em.load(Book, "b:3", "tags");
    const [sea] = await em.find(Tag, {});
    await database.query("INSERT INTO books_to_tags (book_id, tag_id) VALUES (3, 1)");
    b3.tags.add(sea!);
    expect(titles(await sea!.books.load())).toEqual(["b1", "b2", "b3"]);
    b3.author.set(await em.load(Author, "a:1"));
    expect(b3.tags.get).toEqual([sea]);
    b3.tags.remove(sea!);
    expect(titles(await sea!.books.load())).toEqual(["b1", "b2"]);
    await em.flush();
    expect(await database.query("SELECT * FROM books_to_tags WHERE book_id = 3")).toEqual([]);
  });

  it("R-M2M-2 what was set without loading shows on the other side once that loads", async () => {
    await givenBooks();
    const em = database.newEm();
    const b1 = await em.load(Book, "b:1");
    const [sea, sky] = await em.find(Tag, {});
    b1.tags.set([sky!]);
    expect(titles(await sea!.books.load())).toEqual(["b2"]);
    expect(titles(await sky!.books.load())).toEqual(["b1", "b2"]);
    await em.flush();
    expect(await database.query("SELECT tag_id FROM books_to_tags WHERE book_id = 1")).toEqual([
      { tag_id: 2 },
    ]);
  });

  it("R-M2M-2 what was added after an unloaded set stays, whichever side loads first", async () => {
    await givenBooks();
    const em = database.newEm();
    const b1 = await em.load(Book, "b:1");
    const [sea, sky] = await em.find(Tag, {});
    b1.tags.set([sky!]);
    sea!.books.add(b1);
    expect(titles(await sea!.books.load())).toEqual(["b1", "b2"]);
    expect(await b1.tags.load()).toEqual([sea, sky]);
    await em.flush();
    expect(
      await database.query("SELECT tag_id FROM books_to_tags WHERE book_id = 1 ORDER BY 1"),
    ).toEqual([{ tag_id: 1 }, { tag_id: 2 }]);
  });

  it("R-IDM-5 pending pairs are listed with what is pending of entities", async () => {
    await givenBooks();
    const em = database.newEm();
    const b3 = await em.load(Book, "b:3", "tags");
    const [sea] = await em.find(Tag, {});
    b3.tags.add(sea!);
    b3.title = "B3";
    const author = em.create(Author, { firstName: "a3" });
    expect(em.pendingChanges).toEqual([
      { kind: "update", entity: b3 },
      { kind: "create", entity: author },
      { kind: "m2m", op: "add", joinTableName: "books_to_tags", entities: [b3, sea] },
    ]);
  });
});
