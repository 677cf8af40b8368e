import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const readOnly = { code: "READ_ONLY", message: "EntityManager is read-only" };

async function givenBook(): Promise<void> {
  const em = database.newEm();
  const book = em.create(Book, { title: "b1", author: em.create(Author, { firstName: "a1" }) });
  book.tags.add(em.create(Tag, { name: "t1" }));
  await em.flush();
}

describe("modes", () => {
  it("R-MODE-1 a read-only em refuses every write at the call, and reads", async () => {
    await givenBook();
    const em = new EntityManager({}, { driver: database.driver, mode: "read-only" });
    const book = await em.load(Book, "b:1", ["author", "tags"]);
    const author = book.author.get;
    const writes: Array<() => unknown> = [
      () => {
        book.title = "b2";
      },
      () => book.set({ title: "b2" }),
      () => book.author.set(author),
      () => author.books.add(book),
      () => book.tags.remove(book.tags.get[0]!),
      () => book.tags.set([]),
      () => author.image.set(undefined),
      () => em.create(Tag, { name: "t2" }),
      () => em.createPartial(Tag, {}),
      () => em.delete(book),
    ];
    for (const write of writes) expect(write).toThrow(expect.objectContaining(readOnly));
    await expect(em.flush()).rejects.toMatchObject(readOnly);
    expect([book.title, em.pendingChanges]).toEqual(["b1", []]);
  });

  it("R-FIELD-9 a read-only em refuses to set a field", async () => {
    await givenBook();
    const em = new EntityManager({}, { driver: database.driver, mode: "read-only" });
    const author = await em.load(Author, "a:1");
    expect(() => {
      author.age = 1;
    }).toThrow(expect.objectContaining(readOnly));
  });

  it("R-MODE-2 a rehearsal sends everything, commits nothing and leaves everything pending", async () => {
    await givenBook();
    const em = new EntityManager({}, { driver: database.driver, mode: "in-memory-writes" });
    const book = await em.load(Book, "b:1");
    book.title = "b2";
    const tag = em.create(Tag, { name: "t2" });
    const pending = em.pendingChanges;
    const statements = await database.statements(async () => {
      expect(await em.flush()).toEqual([book, tag]);
    });
    expect(statements.filter((text) => /^(INSERT|WITH|UPDATE)/.test(text)).length).toBe(2);
    expect(em.pendingChanges).toEqual(pending);
    expect([tag.isNewEntity, book.isDirtyEntity]).toEqual([true, true]);
    expect(await database.query("SELECT title FROM books")).toEqual([{ title: "b1" }]);
    expect(await database.query("SELECT name FROM tags")).toEqual([{ name: "t1" }]);
    em.mode = "writes";
    await em.flush();
    expect(await database.query("SELECT title FROM books")).toEqual([{ title: "b2" }]);
    expect(await database.query("SELECT name FROM tags ORDER BY name")).toEqual([
      { name: "t1" },
      { name: "t2" },
    ]);
  });

  it("R-MODE-2 a rehearsal says what a constraint says", async () => {
    await givenBook();
    const em = new EntityManager({}, { driver: database.driver, mode: "in-memory-writes" });
    em.create(Tag, { name: "t1" });
    await expect(em.flush()).rejects.toMatchObject({ code: "UNIQUE", fields: ["name"] });
  });

  it("R-MODE-3 the mode may change at any time outside a flush", async () => {
    const em = database.newEm();
    em.mode = "read-only";
    expect(() => em.create(Tag, { name: "t1" })).toThrow(expect.objectContaining(readOnly));
    em.mode = "writes";
    em.create(Tag, { name: "t1" });
    const flushed = em.flush();
    expect(() => {
      em.mode = "read-only";
    }).toThrow(expect.objectContaining({ code: "WRITE_DURING_FLUSH" }));
    await flushed;
    expect(em.mode).toBe("writes");
  });
});
