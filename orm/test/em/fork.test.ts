import { Plugin } from "kingpost";
import { describe, expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Customer } from "../schema/entities/Customer.ts";
import { Color } from "../schema/entities/enums/Color.ts";
import { newArticle } from "../schema/entities/factories/newArticle.ts";
import { newCustomer } from "../schema/entities/factories/newCustomer.ts";
import { newFolder } from "../schema/entities/factories/newFolder.ts";
import { newOrder } from "../schema/entities/factories/newOrder.ts";
import { Folder } from "../schema/entities/Folder.ts";
import { Image } from "../schema/entities/Image.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

const hint = { publisher: {}, image: {}, books: { tags: {}, reviews: {} } } as const;

/** Author 1 of publisher 1 with image 1 and books 1 and 2; book 1 has tag 1 and review 1. */
async function givenLibrary(): Promise<void> {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "p1" });
  const author = em.create(Author, { firstName: "a1", publisher });
  em.create(Image, { author, fileName: "i1" });
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

describe("fork", () => {
  it("R-FORK-1 holds copies of all entities with what is loaded of them, and asks nothing of the database", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", hint);
    const sent = await database.statements(async () => {
      const fork = em.fork();
      const copy = await fork.load(Author, "a:1", hint);
      const [b1, b2] = copy.books.get;
      expect([copy === author, copy.em === fork, fork instanceof EntityManager]).toEqual([
        false,
        true,
        true,
      ]);
      expect(names(fork.entities)).toEqual(names(em.entities));
      expect([copy.firstName, copy.publisher.get!.name, copy.image.get!.fileName]).toEqual([
        "a1",
        "p1",
        "i1",
      ]);
      expect([
        b1!.author.id,
        names(b1!.tags.get),
        b1!.reviews.get[0]!.rating,
        b2!.tags.get,
      ]).toEqual(["a:1", ["Tag:1"], 5, []]);
      expect(fork.entities.every((entity) => entity.em === fork)).toBe(true);
    });
    expect(sent).toEqual([]);
  });

  it("R-FORK-1 changes in either are invisible to the other", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", hint);
    const fork = em.fork();
    const copy = await fork.load(Author, "a:1", hint);
    author.firstName = "mine";
    author.books.get[0]!.tags.removeAll();
    copy.books.get[1]!.author.set(fork.create(Author, { firstName: "a2" }));
    fork.delete(copy.image.get!);
    expect([copy.firstName, names(copy.books.get[0]!.tags.get)]).toEqual(["a1", ["Tag:1"]]);
    expect([names(author.books.get), String(author.image.get)]).toEqual([
      ["Book:1", "Book:2"],
      "Image:1",
    ]);
    expect([em.pendingChanges.length, fork.pendingChanges.length]).toEqual([2, 3]);
    await fork.flush();
    expect(await database.query("SELECT author_id FROM books ORDER BY id")).toEqual([
      { author_id: 1 },
      { author_id: 2 },
    ]);
    expect(names(author.books.get)).toEqual(["Book:1", "Book:2"]);
  });

  it("R-FORK-1 recursive relations, codes of enums and lazy columns stay loaded", async () => {
    const given = database.newEm();
    const root = newFolder(given, { name: "f1" });
    newFolder(given, { name: "f3", parent: newFolder(given, { name: "f2", parent: root }) });
    newArticle(given, { title: "a" }).colors.set([Color.Blue, Color.Red]);
    await given.flush();
    const em = database.newEm();
    await em.load(Folder, "f:1", "childrenRecursive");
    const [article] = await em.find(Article, {}, { populate: "colors" });
    const sent = await database.statements(async () => {
      const fork = em.fork();
      const folder = await fork.load(Folder, "f:1", "childrenRecursive");
      expect(folder.childrenRecursive.get.map(({ name }) => name)).toEqual(["f2", "f3"]);
      const copy = await fork.load(Article, article!.id, "colors");
      expect(copy.colors.get).toEqual([Color.Red, Color.Blue]);
    });
    expect(sent).toEqual([]);
  });

  it("R-FORK-1 what was fetched for a property stays, with entities of the fork", async () => {
    const given = database.newEm();
    newOrder(given, { customer: newCustomer(given) });
    await given.flush();
    const em = database.newEm();
    const customer = await em.load(Customer, "cus:1", ["orderCount", "orders", "latestOrder"]);
    const sent = await database.statements(async () => {
      const fork = em.fork();
      const copy = await fork.load(Customer, "cus:1", ["orderCount", "orders", "latestOrder"]);
      expect([copy.orderCount.get, copy.latestOrder.get!.em === fork]).toEqual([1, true]);
      expect([copy.transientFields.counted, customer.transientFields.counted]).toEqual([0, 1]);
    });
    expect(sent).toEqual([]);
  });

  it("R-FORK-1 entities made and flushed here keep their collections and names", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    em.create(Book, { title: "b1", author });
    await em.flush();
    const fork = em.fork();
    const copy = fork.getEntity("a:1") as Author;
    expect([String(copy), names(await copy.books.load())]).toEqual(["Author#1:1", ["Book#1:1"]]);
    expect(String(fork.create(Author, { firstName: "a2" }))).toBe("Author#2");
  });

  it("R-FORK-2 pending changes are refused unless they are allowed", async () => {
    await givenLibrary();
    const refused = { code: "PENDING_CHANGES" };
    for (const change of [
      (em: EntityManager) => em.create(Tag, { name: "t" }),
      async (em: EntityManager) => em.delete(await em.load(Tag, "t:1")),
      async (em: EntityManager) => ((await em.load(Tag, "t:1")).name = "x"),
      async (em: EntityManager) => (await em.load(Book, "b:2")).tags.add(await em.load(Tag, "t:1")),
      async (em: EntityManager) => (await em.load(Book, "b:1")).tags.set([]),
    ]) {
      const em = database.newEm();
      await change(em);
      expect(() => em.fork()).toThrow(expect.objectContaining(refused));
      expect(em.fork({ allowPendingChanges: true }).mode).toBe("in-memory-writes");
    }
  });

  it("R-FORK-2 pending changes are copied, and the fork's flush takes them back", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", hint);
    const [b1, b2] = author.books.get;
    author.firstName = "changed";
    b1!.tags.set([em.create(Tag, { name: "t2" })]);
    b2!.author.set(em.create(Author, { firstName: "a2", publisher: author.publisher.get }));
    em.delete(b1!.reviews.get[0]!);
    (await em.load(Book, "b:2")).tags.set([]);
    const fork = em.fork({ allowPendingChanges: true });
    const copy = fork.getEntity("a:1") as Author;
    const changes = (of: EntityManager): unknown[] =>
      of.pendingChanges.map((change) =>
        "entity" in change
          ? [change.kind, String(change.entity)]
          : [change.kind, names(change.entities)],
      );
    expect(changes(fork)).toEqual(changes(em));
    expect(changes(fork)).toEqual([
      ["update", "Author:1"],
      ["update", "Book:2"],
      ["delete", "Review:1"],
      ["create", "Tag#1"],
      ["create", "Author#1"],
      ["m2m", ["Book:1", "Tag#1"]],
      ["m2m", ["Book:1", "Tag:1"]],
    ]);
    expect([copy.firstName, names(await copy.books.load())]).toEqual(["changed", ["Book:1"]]);
    expect(copy.changes.firstName.originalValue).toBe("a1");
    expect(names(await fork.flush())).toEqual([
      "Author:1",
      "Book:2",
      "Review:1",
      "Tag#1",
      "Author#1",
    ]);
    expect(await database.query("SELECT first_name FROM authors")).toEqual([{ first_name: "a1" }]);
    await em.flush();
    expect(await database.query("SELECT first_name FROM authors ORDER BY id")).toEqual([
      { first_name: "changed" },
      { first_name: "a2" },
    ]);
  });

  it("R-FORK-2 a set of a collection that was never loaded is resolved in the fork", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    author.books.set([await em.load(Book, "b:2")]);
    author.image.set(undefined);
    const fork = em.fork({ allowPendingChanges: true });
    const copy = await fork.load(Author, "a:1", ["books", "image"]);
    expect([names(copy.books.get), copy.image.get]).toEqual([["Book:2"], undefined]);
  });

  it("R-FORK-2 what was touched is touched in the fork, whether or not a field changes", async () => {
    await givenLibrary();
    const em = database.newEm();
    em.touch(await em.load(Tag, "t:1"));
    const fork = em.fork({ allowPendingChanges: true });
    const copy = fork.getEntity("t:1") as Tag;
    copy.name = "changed";
    copy.name = "t1";
    expect(
      names(fork.pendingChanges.flatMap((each) => ("entity" in each ? [each.entity] : []))),
    ).toEqual(["Tag:1"]);
    const sent = await database.statements(() => fork.flush());
    expect(sent.some((text) => text.includes('UPDATE "public"."tags"'))).toBe(true);
  });

  it("R-FORK-3 the context is copied one level deep, with counterparts of its entities and of the em", async () => {
    await givenLibrary();
    class Context {
      em: EntityManager | undefined;
      user: Author | undefined;
      readonly settings = { locale: "de" };
      get isKnown(): boolean {
        return this.user !== undefined;
      }
    }
    const ctx = new Context();
    const em = new EntityManager(ctx, database.driver);
    ctx.em = em;
    ctx.user = await em.load(Author, "a:1");
    const fork = em.fork();
    const copy = fork.ctx as Context;
    expect([copy === ctx, copy.em === fork, copy.user!.em === fork, copy.isKnown]).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect([copy.settings === ctx.settings, ctx.em === em, ctx.user!.em === em]).toEqual([
      true,
      true,
      true,
    ]);
    expect(new EntityManager("plain", database.driver).fork().ctx).toBe("plain");
  });

  it("R-FORK-3 takes over the mode, the limit, hooks, and plugins that come along", async () => {
    class Travelling extends Plugin {
      override maybeCloneForNewEm(): this {
        return this;
      }
    }
    class Staying extends Plugin {}
    const em = new EntityManager(
      {},
      { driver: database.driver, entityLimit: 7, mode: "read-only" },
    );
    const [travelling, staying] = [new Travelling(), new Staying()];
    em.addPlugin(travelling);
    em.addPlugin(staying);
    const calls: unknown[] = [];
    em.beforeCommit((of) => calls.push(of));
    const fork = em.fork();
    expect([fork.mode, fork.entityLimit, fork.getPlugins()]).toEqual([
      "read-only",
      7,
      [travelling],
    ]);
    fork.mode = "writes";
    fork.create(Tag, { name: "t" });
    await fork.flush();
    expect(calls).toEqual([fork]);
  });

  it("R-FORK-1 what a loaded collection shows of evicted entities is there", async () => {
    await givenLibrary();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "books");
    em.evict(author.books.get);
    const copy = em.fork().getEntity("a:1") as typeof author;
    expect(copy.books.get.map((book) => [book.title, book.em === copy.em])).toEqual([
      ["b1", true],
      ["b2", true],
    ]);
  });
});
