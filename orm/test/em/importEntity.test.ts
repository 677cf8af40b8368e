import { describe, expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Customer } from "../schema/entities/Customer.ts";
import { Document } from "../schema/entities/Document.ts";
import { Color } from "../schema/entities/enums/Color.ts";
import { newArticle } from "../schema/entities/factories/newArticle.ts";
import { newComment } from "../schema/entities/factories/newComment.ts";
import { newCustomer } from "../schema/entities/factories/newCustomer.ts";
import { newDocument } from "../schema/entities/factories/newDocument.ts";
import { newFolder } from "../schema/entities/factories/newFolder.ts";
import { newOrder } from "../schema/entities/factories/newOrder.ts";
import { newShipment } from "../schema/entities/factories/newShipment.ts";
import { Folder } from "../schema/entities/Folder.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** Author 1 of publisher 1 with books 1 and 2; book 1 has tag 1 and review 1. */
async function givenLibrary(): Promise<void> {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "p1" });
  const author = em.create(Author, { firstName: "a1", publisher });
  const [b1] = em.createMany(Book, [
    { title: "b1", author },
    { title: "b2", author },
  ]);
  b1!.tags.set([em.create(Tag, { name: "t1" })]);
  em.create(Review, { book: b1!, rating: 5 });
  await em.flush();
}

function names(entities: ReadonlyArray<object>): string[] {
  return entities.map(String);
}

describe("importEntity", () => {
  it("R-FORK-4 copies an entity and what the hint names from another em, without SQL", async () => {
    await givenLibrary();
    const [other, em] = [database.newEm(), database.newEm()];
    const hint = { publisher: {}, books: { reviews: {}, tags: {} } } as const;
    const author = await other.load(Author, "a:1", hint);
    const sent = await database.statements(async () => {
      const copy = em.importEntity(author, hint);
      const [b1, b2] = copy.books.get;
      expect([copy.em === em, copy === em.getEntity("a:1"), copy.firstName]).toEqual([
        true,
        true,
        "a1",
      ]);
      expect(names(em.entities)).toEqual([
        "Author:1",
        "Publisher:1",
        "Book:1",
        "Book:2",
        "Review:1",
        "Tag:1",
      ]);
      expect(em.entities.every((entity) => entity.em === em)).toBe(true);
      expect([copy.publisher.get!.name, names(b1!.reviews.get), b2!.tags.get]).toEqual([
        "p1",
        ["Review:1"],
        [],
      ]);
    });
    expect(sent).toEqual([]);
    const single = database.newEm();
    expect([String(single.importEntity(author)), single.numberOfEntities]).toEqual(["Author:1", 1]);
  });

  it("R-FORK-4 fills what is missing of an entity that is here, and leaves the rest", async () => {
    await givenLibrary();
    const [other, em] = [database.newEm(), database.newEm()];
    const author = await other.load(Author, "a:1", { books: "tags" });
    const own = await em.load(Author, "a:1");
    own.firstName = "mine";
    (await em.load(Book, "b:2")).author.set(em.create(Author, { firstName: "a2" }));
    const copy = em.importEntity(author, { books: "tags" });
    expect([copy === own, copy.firstName, names(copy.books.get)]).toEqual([
      true,
      "mine",
      ["Book:1"],
    ]);
    expect(names(copy.books.get[0]!.tags.get)).toEqual(["Tag:1"]);
  });

  it("R-FORK-4 refuses a collection that shows here what the other em does not know", async () => {
    await givenLibrary();
    const [other, em] = [database.newEm(), database.newEm()];
    const author = await other.load(Author, "a:1", { books: "tags" });
    await database.query("INSERT INTO books (title, author_id) VALUES ('b3', 1)");
    await em.load(Author, "a:1", "books");
    expect(() => em.importEntity(author, { books: "tags" })).toThrow(
      expect.objectContaining({ code: "NOT_LOADED" }),
    );
  });

  it("R-FORK-4 refuses what is new, deleted, changed or not loaded, and imports nothing then", async () => {
    await givenLibrary();
    const [other, em] = [database.newEm(), database.newEm()];
    const author = await other.load(Author, "a:1", { books: "tags" });
    const [b1, b2] = author.books.get;
    const importBooks = (): unknown => em.importEntity(author, { books: "tags" });
    expect(() => em.importEntity(author, "publisher")).toThrow("a:1 is not loaded for");
    expect(() => em.importEntity(other.create(Author, { firstName: "a" }))).toThrow(
      "cannot import new entities: Author#1",
    );
    b1!.title = "x";
    expect(importBooks).toThrow("cannot import dirty entities: Book:1");
    b1!.title = "b1";
    b1!.tags.removeAll();
    expect(importBooks).toThrow("cannot import dirty entities: Book:1");
    b1!.tags.set([other.getEntity("t:1") as Tag]);
    other.delete(b2!);
    expect(importBooks).toThrow("cannot import dirty entities: Author:1");
    expect(() => em.importEntity(b2!)).toThrow("cannot import deleted entities: Book:2");
    expect(em.numberOfEntities).toBe(0);
    await other.flush();
    expect(names((importBooks() as typeof author).books.get)).toEqual(["Book:1"]);
  });

  it("R-FORK-4 brings polymorphic references, recursive relations, codes and lazy columns", async () => {
    const given = database.newEm();
    const article = newArticle(given, { title: "a" });
    article.colors.set([Color.Blue]);
    newComment(given, { parent: article });
    const root = newFolder(given, { name: "f1" });
    newFolder(given, { name: "f3", parent: newFolder(given, { name: "f2", parent: root }) });
    newDocument(given, { body: "long" });
    await given.flush();
    const [other, em] = [database.newEm(), database.newEm()];
    const [comment] = await other.find(Comment, {}, { populate: { parent: "colors" } });
    const folder = await other.load(Folder, "f:1", "childrenRecursive");
    const document = await other.load(Document, "d:1", "body");
    const sent = await database.statements(async () => {
      const parent = em.importEntity(comment!, { parent: "colors" }).parent.get;
      expect([parent instanceof Article && parent.colors.isLoaded, parent!.em === em]).toEqual([
        true,
        true,
      ]);
      const tree = em.importEntity(folder, "childrenRecursive").childrenRecursive.get;
      expect(tree.map(({ name }) => name)).toEqual(["f2", "f3"]);
      expect(em.importEntity(document, "body").body.get).toBe("long");
    });
    expect(sent).toEqual([]);
  });

  it("R-FORK-4 brings members written by hand through what they follow from", async () => {
    const given = database.newEm();
    newShipment(given, { order: newOrder(given, { customer: newCustomer(given) }) });
    await given.flush();
    const [other, em] = [database.newEm(), database.newEm()];
    const hint = ["shipments", "latestOrder", "orderCount"] as const;
    const customer = await other.load(Customer, "cus:1", hint);
    const sent = await database.statements(async () => {
      const copy = em.importEntity(customer, hint);
      expect([names(copy.shipments.get), copy.latestOrder.get!.em === em]).toEqual([
        ["Shipment:1"],
        true,
      ]);
      expect(copy.orderCount.get).toBe(1);
    });
    expect(sent).toEqual([]);
    await other.populate(customer, "favorites");
    expect(() => em.importEntity(customer, "favorites")).toThrow("cus:1 is not loaded for");
  });
});
