import { describe, expect, it } from "vitest";
import type { Animal } from "../schema/entities/Animal.ts";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Comment } from "../schema/entities/Comment.ts";
import type { Customer } from "../schema/entities/Customer.ts";
import { Document } from "../schema/entities/Document.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { Color } from "../schema/entities/enums/Color.ts";
import { newArticle } from "../schema/entities/factories/newArticle.ts";
import { newComment } from "../schema/entities/factories/newComment.ts";
import { newCustomer } from "../schema/entities/factories/newCustomer.ts";
import { newDocument } from "../schema/entities/factories/newDocument.ts";
import { newDog } from "../schema/entities/factories/newDog.ts";
import { newFolder } from "../schema/entities/factories/newFolder.ts";
import { newPart } from "../schema/entities/factories/newPart.ts";
import { newPublisherGroup } from "../schema/entities/factories/newPublisherGroup.ts";
import { newReader } from "../schema/entities/factories/newReader.ts";
import { newTaskNew } from "../schema/entities/factories/newTaskNew.ts";
import { Folder } from "../schema/entities/Folder.ts";
import { Part } from "../schema/entities/Part.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import type { PublisherGroup } from "../schema/entities/PublisherGroup.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Task } from "../schema/entities/Task.ts";
import { TaskNew } from "../schema/entities/TaskNew.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** Author 1 of publisher 1 with books 1 and 2; book 1 has tags 1 and 2 and review 1. */
async function givenLibrary(): Promise<void> {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "p1" });
  const author = em.create(Author, { firstName: "a1", age: 40, isActive: false, publisher });
  const [b1] = em.createMany(Book, [
    { title: "b1", author, position: 3, keywords: ["k"], details: { pages: 9 } },
    { title: "b2", author },
  ]);
  b1!.tags.set(em.createMany(Tag, [{ name: "t1" }, { name: "t2" }]));
  em.create(Review, { book: b1!, rating: 5, body: "good" });
  await em.flush();
}

function names(entities: ReadonlyArray<object>): string[] {
  return entities.map(String);
}

describe("clone", () => {
  it("R-EM-4/clone R-CLONE-1 copies the values of an entity into a new one", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    author.lastName = "not flushed";
    const copy = await em.clone(author);
    expect([String(copy), copy.publisher.id, copy.balance]).toEqual(["Author#1", "p:1", undefined]);
    await em.flush();
    const columns = "first_name, last_name, age, is_active, publisher_id, mentor_id";
    const rows = await database.query(`SELECT id, ${columns} FROM authors ORDER BY id`);
    const row = {
      first_name: "a1",
      last_name: "not flushed",
      age: 40,
      is_active: false,
      publisher_id: 1,
      mentor_id: null,
    };
    expect(rows).toEqual([
      { id: 1, ...row },
      { id: 2, ...row },
    ]);
  });

  it("R-CLONE-1 copies what the hint reaches, loaded in one round trip; what is copied points at copies", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const copies: Author[] = [];
    const roundTrips = await database.roundTrips(async () => {
      copies.push(await em.clone(author, { deep: { books: "reviews" } }));
    });
    expect(roundTrips).toBe(1);
    const sent = await database.statements(async () => {
      const copy = await em.populate(copies[0]!, { books: { reviews: "book", author: {} } });
      const [b1, b2] = copy.books.get;
      expect(names([copy, ...copy.books.get, ...b1!.reviews.get])).toEqual([
        "Author#1",
        "Book#1",
        "Book#2",
        "Review#1",
      ]);
      expect([b1!.author.get, b2!.author.get, b1!.reviews.get[0]!.book.get]).toEqual([
        copy,
        copy,
        b1,
      ]);
      expect([b1!.title, b1!.position, b1!.keywords, b1!.details]).toEqual([
        "b1",
        3,
        ["k"],
        { pages: 9 },
      ]);
    });
    expect(sent).toEqual([]);
    await em.flush();
    expect(
      await database.query(
        "SELECT b.author_id, b.title, r.body FROM books b LEFT JOIN reviews r ON r.book_id = b.id ORDER BY b.id",
      ),
    ).toEqual([
      { author_id: 1, title: "b1", body: "good" },
      { author_id: 1, title: "b2", body: null },
      { author_id: 2, title: "b1", body: "good" },
      { author_id: 2, title: "b2", body: null },
    ]);
  });

  it("R-CLONE-1 loads a list by one statement per relation and level, and gives a list", async () => {
    await givenLibrary();
    const em = database.newEm();
    const other = em.create(Author, { firstName: "a2" });
    em.create(Book, { title: "b3", author: other });
    await em.flush();
    const fresh = database.newEm();
    const authors = await fresh.loadAll(Author, ["a:2", "a:1"]);
    const copied: Author[] = [];
    const sent = await database.statements(async () => {
      copied.push(...(await fresh.clone(authors, { deep: { books: "reviews" } })));
    });
    expect(sent.filter((text) => text.startsWith("SELECT"))).toHaveLength(2);
    expect(copied.map(({ firstName }) => firstName)).toEqual(["a2", "a1"]);
    expect(await fresh.clone([])).toEqual([]);
  });

  it("R-CLONE-1 what is deleted is not referred to, and cannot be copied itself", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", ["books", "publisher"]);
    em.delete([author.publisher.get!, author.books.get[0]!]);
    const copy = await em.clone(author, { deep: "books" });
    expect([copy.publisher.isSet, copy.books.get.map(({ title }) => title)]).toEqual([
      false,
      ["b2"],
    ]);
    await expect(em.clone(author.books.getWithDeleted[0]!)).rejects.toMatchObject({
      code: "DELETED",
    });
  });

  it("R-CLONE-1 nothing changes when something cannot be read or loaded", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const [incomplete] = em.hydrate(Book, [{ id: 1, author_id: 1, title: "b1" }]);
    await expect(em.clone(author, { deep: "books" })).rejects.toMatchObject({
      code: "NOT_LOADED",
      message: "Book:1.position was not loaded",
    });
    expect([em.pendingChanges, em.numberOfEntities]).toEqual([[], 3]);
    await em.refresh(incomplete!);
    await database.query("ALTER TABLE reviews RENAME TO reviewz");
    try {
      await expect(em.clone(author, { deep: { books: "reviews" } })).rejects.toMatchObject({
        code: "DATABASE",
      });
    } finally {
      await database.query("ALTER TABLE reviewz RENAME TO reviews");
    }
    expect([em.pendingChanges, em.numberOfEntities]).toEqual([[], 3]);
  });

  it("R-CLONE-2 leaves out the id, timestamps, the version, `deletedAt` and what is protected", async () => {
    const given = database.newEm();
    newDocument(given, { title: "d", body: "text" }).approve("ann", "hush");
    newReader(given, { name: "r" });
    await given.flush();
    await database.query("UPDATE readers SET deleted_at = now(), favorite_color_id = 1");
    await database.query(
      "UPDATE documents SET created_at = '2001-02-03', updated_at = '2001-02-03', version = 7",
    );
    const em = database.newEm();
    const document = await em.load(Document, "d:1");
    const copy = await em.clone(document, { deep: "body" });
    expect([
      copy.idMaybe,
      copy.createdAt.getFullYear() > 2001,
      copy.updatedAt.getFullYear() > 2001,
    ]).toEqual([undefined, true, true]);
    expect([copy.status, copy.reviewer, copy.hasSecretNote]).toEqual(["draft", undefined, false]);
    const reader = await em.clone((await em.find(Reader, {}, { softDeletes: "include" }))[0]!);
    expect([reader.deletedAt, reader.favoriteColor]).toEqual([undefined, Color.Red]);
  });

  it("R-CLONE-2 copies a lazy column only when it is named", async () => {
    const given = database.newEm();
    newDocument(given, { body: "long", summary: "short" });
    await given.flush();
    const em = database.newEm();
    const document = await em.load(Document, "d:1", "summary");
    const copy = await em.clone(document, { deep: "body" });
    expect([copy.body.get, await copy.summary.load()]).toEqual(["long", undefined]);
  });

  it("R-CLONE-2 transient fields start anew", async () => {
    const em = database.newEm();
    const customer = newCustomer(em);
    customer.transientFields.counted = 5;
    expect((await em.clone(customer as Customer)).transientFields.counted).toBe(0);
  });

  it("R-CLONE-2 copies memberships that are named: the others are shared", async () => {
    await givenLibrary();
    const em = database.newEm();
    const book = await em.load(Book, "b:1");
    const [plain, tagged] = [await em.clone(book), await em.clone(book, { deep: "tags" })];
    expect([await plain.tags.load(), names(tagged.tags.get), em.getEntities(Tag).length]).toEqual([
      [],
      ["Tag:1", "Tag:2"],
      2,
    ]);
    await em.flush();
    expect(
      await database.query("SELECT book_id, tag_id FROM books_to_tags ORDER BY book_id, tag_id"),
    ).toEqual([
      { book_id: 1, tag_id: 1 },
      { book_id: 1, tag_id: 2 },
      { book_id: 4, tag_id: 1 },
      { book_id: 4, tag_id: 2 },
    ]);
  });

  it("R-CLONE-2 links to the copies of members that are cloned too", async () => {
    await givenLibrary();
    const em = database.newEm();
    const [b1, b2] = await em.loadAll(Book, ["b:1", "b:2"], "tags");
    const tag = b1!.tags.get[0]!;
    b2!.tags.add(tag);
    const copies = await em.clone([b1!, b2!, tag] as Book[], { deep: "tags" });
    const [c1, c2] = copies;
    expect([names(c1!.tags.get), names(c2!.tags.get), copies.map(String)]).toEqual([
      ["Tag:2", "Tag#1"],
      ["Tag#1"],
      ["Book#1", "Book#2", "Tag#1"],
    ]);
  });

  it("R-CLONE-5 a many-to-many with more below it is copied along", async () => {
    await givenLibrary();
    const em = database.newEm();
    const book = await em.load(Book, "b:1");
    const copy = await em.clone(book, { deep: { tags: "books" } });
    expect([names(copy.tags.get), copy.tags.get.map((tag) => names(tag.books.get))]).toEqual([
      ["Tag#1", "Tag#2"],
      [["Book#1"], ["Book#1"]],
    ]);
  });

  it("R-CLONE-2 copies the codes of an enum when they are named", async () => {
    const em = database.newEm();
    const article = newArticle(em, { title: "a" });
    article.colors.set([Color.Blue, Color.Red]);
    const [plain, colored] = [
      await em.clone(article as Article),
      await em.clone(article as Article, { deep: "colors" }),
    ];
    expect([await plain.colors.load(), colored.colors.get]).toEqual([[], [Color.Red, Color.Blue]]);
  });

  it("R-CLONE-5 a recursive relation copies the whole tree", async () => {
    const given = database.newEm();
    const root = newFolder(given, { name: "f1" });
    const below = newFolder(given, { name: "f2", parent: root });
    newFolder(given, { name: "f3", parent: below });
    await given.flush();
    const em = database.newEm();
    const copy = await em.clone(await em.load(Folder, "f:1"), { deep: "childrenRecursive" });
    expect(copy.childrenRecursive.get.map(({ name }) => name)).toEqual(["f2", "f3"]);
    expect(names(copy.childrenRecursive.get)).toEqual(["Folder#2", "Folder#3"]);
    const pruned = await em.clone(await em.load(Folder, "f:1"), {
      deep: "childrenRecursive",
      skipIf: (folder) => folder instanceof Folder && folder.name === "f2",
    });
    expect(pruned.childrenRecursive.get).toEqual([]);
  });

  it("R-CLONE-5 a recursive many-to-many copies what it reaches once, with its memberships", async () => {
    const given = database.newEm();
    const [one, two, three, four] = ["p1", "p2", "p3", "p4"].map((name) =>
      newPart(given, { name }),
    );
    one!.components.set([two!, three!]);
    two!.components.add(four!);
    three!.components.add(four!);
    await given.flush();
    const em = database.newEm();
    const copy = await em.clone(await em.load(Part, "pt:1"), { deep: "componentsRecursive" });
    await em.flush();
    expect([copy.name, em.getEntities(Part).length]).toEqual(["p1", 8]);
    expect(
      await database.query(
        "SELECT assembly_id a, component_id c FROM assemblies_to_components WHERE assembly_id > 4 ORDER BY 1, 2",
      ),
    ).toEqual([
      { a: 5, c: 6 },
      { a: 5, c: 7 },
      { a: 6, c: 8 },
      { a: 7, c: 8 },
    ]);
  });

  it("R-CLONE-1 copies along polymorphic references and points them at the copies", async () => {
    const given = database.newEm();
    const article = newArticle(given, { title: "a" });
    newComment(given, { parent: newComment(given, { parent: article }) });
    await given.flush();
    const em = database.newEm();
    const [top] = await em.find(Comment, { parent: await em.findOneOrFail(Article, {}) });
    const copy = await em.clone(top!, { deep: { parent: {}, replies: "parent" } });
    const [reply] = copy.replies.get;
    expect(names([copy.parent.get!, reply!.parent.get!])).toEqual(["Article#1", "Comment#1"]);
  });

  it("R-CLONE-3 leaves out what is to be skipped, so that defaults apply", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const copy = await em.clone(author, {
      deep: { books: ["reviews", "tags"] },
      skip: { isActive: true, age: false, publisher: true, books: ["position", "reviews"] },
    });
    const [book] = copy.books.get;
    expect([copy.isActive, copy.age, copy.publisher.isSet]).toEqual([true, 40, false]);
    expect([book!.position, book!.title, names(book!.tags.get)]).toEqual([
      0,
      "b1",
      ["Tag:1", "Tag:2"],
    ]);
    expect([em.getEntities(Review), await book!.reviews.load()]).toEqual([[], []]);
    const listed = await em.clone(author, { deep: "books", skip: ["age", "books"] });
    expect([listed.age, listed.books.get]).toEqual([undefined, []]);
    expect((await em.clone(author, { skip: "age" })).age).toBeUndefined();
    await expect(em.clone(author, { skip: { books: "firstName" } as never })).rejects.toMatchObject(
      {
        code: "INVALID_HINT",
        message: "Invalid load hint 'firstName' on Book",
      },
    );
  });

  it("R-CLONE-3 leaves out an entity and what only it leads to", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const isFirstBook = (entity: object): boolean =>
      entity instanceof Book && entity.title === "b1";
    const copy = await em.clone(author, { deep: { books: "reviews" }, skipIf: isFirstBook });
    expect([names(copy.books.get), em.getEntities(Review).length]).toEqual([["Book#1"], 1]);
    await expect(em.clone(author, { skipIf: () => true })).rejects.toMatchObject({
      code: "NOTHING_CLONED",
      message: "no entities were cloned given the provided options",
    });
    const books = await em.loadAll(Book, ["b:1", "b:2"]);
    const copies = await em.clone(books, { skipIf: isFirstBook });
    expect([
      copies.map(({ title }) => title),
      await em.clone(books, { skipIf: () => true }),
    ]).toEqual([["b2"], []]);
  });

  it("R-CLONE-4 calls `postClone` for each pair, once all are wired", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const seen: string[][] = [];
    const copy = await em.clone(author, {
      deep: { books: "reviews" },
      postClone: async (from, to) => {
        seen.push(names([from, to, ...(to instanceof Author ? await to.books.load() : [])]));
        if (to instanceof Book) to.title = `${to.title} (copy)`;
      },
    });
    expect(seen).toEqual([
      ["Author:1", "Author#1", "Book#1", "Book#2"],
      ["Book:1", "Book#1"],
      ["Book:2", "Book#2"],
      ["Review:1", "Review#1"],
    ]);
    expect(copy.books.get.map(({ title }) => title)).toEqual(["b1 (copy)", "b2 (copy)"]);
  });

  it("R-CLONE-4 takes the copies back when `postClone` rejects", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "books");
    const refuse = (): Promise<void> => Promise.reject(new Error("no"));
    const cloning = em.clone(author, { deep: "books", postClone: refuse });
    await expect(cloning).rejects.toThrow("no");
    expect([em.pendingChanges, await database.statements(() => em.flush())]).toEqual([[], []]);
  });

  it("R-CLONE-4 copies of subtypes are of their own type", async () => {
    const given = database.newEm();
    newDog(given, { name: "rex", breed: "pug", nickname: undefined });
    newTaskNew(given, { name: "t", newScore: 3 });
    await given.flush();
    const em = database.newEm();
    const animal: Animal = (await em.find(Dog, {}))[0]!;
    const [task] = await em.find(Task, {});
    const [dog, copy] = [await em.clone(animal), await em.clone(task!)];
    await em.flush();
    expect([dog instanceof Dog && dog.breed, copy instanceof TaskNew && copy.newScore]).toEqual([
      "pug",
      3,
    ]);
    expect(await database.query("SELECT type_id, new_score FROM tasks ORDER BY id")).toEqual([
      { type_id: 2, new_score: 3 },
      { type_id: 2, new_score: 3 },
    ]);
  });

  it("R-CLONE-4 refuses to copy along what follows from others, and what is large", async () => {
    const em = database.newEm();
    const customer: Customer = newCustomer(em);
    const group: PublisherGroup = newPublisherGroup(em);
    for (const [entity, key, name] of [
      [customer, "shipments", "Customer"],
      [customer, "plainOrder", "Customer"],
      [customer, "orderCount", "Customer"],
      [group, "critics", "PublisherGroup#1"],
    ] as const)
      await expect(em.clone(entity, { deep: key as never })).rejects.toMatchObject({
        code: "INVALID_HINT",
        message: `Invalid load hint '${key}' on ${name}`,
      });
  });

  it("R-CLONE-6 makes the copies in another em of the domain", async () => {
    await givenLibrary();
    const [em, other] = [database.newEm(), database.newEm()];
    const author = await em.load(Author, "a:1");
    const copy = await em.clone(author, { deep: { books: "tags" }, em: other });
    expect([copy.em === other, em.pendingChanges, names(copy.books.get[0]!.tags.get)]).toEqual([
      true,
      [],
      ["Tag:1", "Tag:2"],
    ]);
    expect(copy.books.get[0]!.tags.get.every((tag) => tag.em === other)).toBe(true);
    await other.flush();
    expect(await database.query("SELECT publisher_id FROM authors WHERE id = 2")).toEqual([
      { publisher_id: 1 },
    ]);
    const fresh = em.create(Author, {
      firstName: "a",
      publisher: em.create(Publisher, { name: "p" }),
    });
    await expect(em.clone(fresh, { em: other })).rejects.toMatchObject({ code: "FOREIGN_ENTITY" });
    expect(other.pendingChanges).toEqual([]);
  });

  it("R-CLONE-1 is refused where nothing may be written", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    em.mode = "read-only";
    await expect(em.clone(author)).rejects.toMatchObject({ code: "READ_ONLY" });
  });
});
