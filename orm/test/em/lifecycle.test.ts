import { EntityManager as LibraryEntityManager } from "kingpost";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { domain, EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenBook(): Promise<void> {
  const em = database.newEm();
  em.create(Book, { title: "b1", author: em.create(Author, { firstName: "a1" }) });
  await em.flush();
}

describe("the life of an entity manager", () => {
  it("R-EM-1/ctx, R-EM-1/mode, R-EM-1/entityLimit, R-EM-1/numberOfEntities tells what it was given and what it is doing", () => {
    const ctx = { user: "u1" };
    const em = new EntityManager(ctx, { driver: database.driver, entityLimit: 7 });
    expect([em.ctx, em.driver, em.domain, em.mode, em.entityLimit, em.isClosed]).toEqual([
      ctx,
      database.driver,
      domain,
      "writes",
      7,
      false,
    ]);
    expect([em.isFlushing, em.isRefreshing, em.numberOfEntities, em.pendingChanges]).toEqual([
      false,
      false,
      0,
      [],
    ]);
  });

  it("R-EM-1/entities, R-EM-4/getEntities are a copy of all that the em holds, in the order in which they came", () => {
    const em = database.newEm();
    const [a1, t1, a2] = [
      em.create(Author, { firstName: "a1" }),
      em.create(Tag, { name: "t1" }),
      em.create(Author, { firstName: "a2" }),
    ];
    const { entities } = em;
    em.create(Tag, { name: "t2" });
    expect(entities).toEqual([a1, t1, a2]);
    expect(em.getEntities(Author)).toEqual([a1, a2]);
  });

  it("R-EM-2 takes over the driver and the settings of another em, and none of its entities", async () => {
    await givenBook();
    const one = new EntityManager({}, { driver: database.driver, entityLimit: 3 });
    await one.load(Author, "a:1");
    const two = new EntityManager({ other: true }, { em: one });
    expect([two.driver, two.entityLimit, two.numberOfEntities]).toEqual([database.driver, 3, 0]);
    const three = new EntityManager({}, { em: one, mode: "read-only", entityLimit: 4 });
    expect([three.mode, three.entityLimit]).toEqual(["read-only", 4]);
  });

  it("R-EM-3 entities are not made by new", () => {
    expect(() => new (Author as unknown as new () => Author)()).toThrow(
      expect.objectContaining({ code: "INVALID_VALUE" }),
    );
  });

  it("R-EM-9 prints its size and its name", () => {
    const em = database.newEm();
    em.create(Tag, { name: "t1" });
    expect([JSON.stringify({ em }), String(em)]).toEqual([
      '{"em":"<EntityManager 1>"}',
      "EntityManager",
    ]);
  });

  it("R-EM-8 clear lets go of entities that keep what they loaded and refuse the rest", async () => {
    await givenBook();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "books");
    em.clear();
    expect([em.entities, author.firstName, author.books.get.length]).toEqual([[], "a1", 1]);
    const detached = { code: "DETACHED" };
    const refused: Array<() => unknown> = [
      () => {
        author.firstName = "a2";
      },
      () => author.set({ age: 1 }),
      () => author.books.remove(author.books.get[0]!),
      () => em.delete(author),
    ];
    for (const change of refused) expect(change).toThrow(expect.objectContaining(detached));
    await expect(author.publisher.load()).rejects.toMatchObject(detached);
    await expect(author.mentees.load()).rejects.toMatchObject(detached);
    await expect(author.books.find("b:1")).rejects.toMatchObject(detached);
    await expect(author.populate("image")).rejects.toMatchObject(detached);
    await expect(em.refresh(author)).rejects.toMatchObject(detached);
    const again = await em.load(Author, "a:1");
    expect(again).not.toBe(author);
    expect(em.entities).toEqual([again]);
  });

  it("R-EM-8 clear refuses to lose changes unless they are to be discarded", async () => {
    const em = database.newEm();
    em.create(Tag, { name: "t1" });
    expect(() => em.clear()).toThrow(
      "1 change was not flushed: flush first, or clear with { discardChanges: true }",
    );
    em.clear({ discardChanges: true });
    expect([await em.flush(), em.pendingChanges]).toEqual([[], []]);
  });

  it("R-EM-8 a closed em refuses everything, and its entities are readable", async () => {
    await givenBook();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    em.close();
    em.close();
    const closed = { code: "CLOSED" };
    const methods: Array<() => unknown> = [
      () => em.create(Author, { firstName: "a" }),
      () => em.delete(author),
      () => em.entities,
      () => em.getEntity("a:1"),
      () => em.clear(),
      () => em.mode,
    ];
    for (const method of methods) expect(method).toThrow(expect.objectContaining(closed));
    const promises: Array<() => Promise<unknown>> = [
      () => em.load(Author, "a:1"),
      () => em.find(Author, {}),
      () => em.findCount(Author, {}),
      () => em.populate(author, "books"),
      () => em.flush(),
      () => em.refresh(),
      () => em.assignNewIds(),
      () => em.run(() => 1),
    ];
    for (const promise of promises) await expect(promise()).rejects.toMatchObject(closed);
    expect([em.isClosed, author.firstName, em.toJSON()]).toEqual([true, "a1", "<EntityManager 0>"]);
    await expect(author.books.load()).rejects.toMatchObject({ code: "DETACHED" });
  });

  it("R-EM-11 concurrent work of one request shares one em", async () => {
    await givenBook();
    const em = database.newEm();
    const work = async (): Promise<string> => {
      const book = await em.load(Book, "b:1");
      const author = await book.author.load();
      return author.firstName;
    };
    const statements = await database.statements(async () => {
      expect(await Promise.all([work(), work(), work()])).toEqual(["a1", "a1", "a1"]);
    });
    expect(statements.length).toBe(2);
    expect(em.numberOfEntities).toBe(2);
  });

  it("R-EM-7, R-EM-4/run flushes when its function resolves and writes nothing when it rejects", async () => {
    await database.newEm().run((em) => void em.create(Tag, { name: "t1" }));
    await expect(
      database.newEm().run((em) => {
        em.create(Tag, { name: "t2" });
        throw new RangeError("no");
      }),
    ).rejects.toThrow(new RangeError("no"));
    expect(await database.query("SELECT name FROM tags")).toEqual([{ name: "t1" }]);
  });

  it("R-DOM-6 an entity type of another domain is refused", async () => {
    class Stranger extends Author {}
    await expect(database.newEm().load(Stranger as typeof Author, "a:1")).rejects.toMatchObject({
      code: "FOREIGN_ENTITY",
    });
  });

  it("R-DOM-1 the domain is linked once, by whoever needs it first", () => {
    domain.boot();
    const { metadata } = domain;
    domain.boot();
    expect(domain.metadata).toBe(metadata);
    expect(new LibraryEntityManager(domain, {}, database.driver).domain).toBe(domain);
  });
});
