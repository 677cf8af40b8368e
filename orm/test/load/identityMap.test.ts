import type { Json } from "kingpost";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Event } from "../schema/entities/Event.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenBook(): Promise<void> {
  const em = database.newEm();
  em.create(Book, { title: "b1", author: em.create(Author, { firstName: "a1" }) });
  await em.flush();
}

describe("the identity map", () => {
  it("R-IDM-1, R-EM-4/load one row is one object, whichever path found it", async () => {
    await givenBook();
    const em = database.newEm();
    const [byId, [byFind], book] = await Promise.all([
      em.load(Author, "a:1"),
      em.find(Author, {}),
      em.load(Book, "b:1", "author"),
    ]);
    expect(byFind).toBe(byId);
    expect(book.author.get).toBe(byId);
    expect((await byId.books.load())[0]).toBe(book);
    expect(await em.load("a:1")).toBe(byId);
  });

  it("R-IDM-2 a row read again does not overwrite what is in memory", async () => {
    await givenBook();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    await database.query("UPDATE authors SET first_name = 'other'");
    await em.find(Author, {});
    expect(author.firstName).toBe("a1");
  });

  it("R-IDM-1 two units of work share nothing", async () => {
    await givenBook();
    const [one, two] = [database.newEm(), database.newEm()];
    expect(await one.load(Author, "a:1")).not.toBe(await two.load(Author, "a:1"));
  });

  it.each(["a:1", "1", 1 as never, 1n as never, "a:01"])(
    "R-ID-4 %s finds the same object",
    async (id) => {
      await givenBook();
      const em = database.newEm();
      expect(await em.load(Author, id)).toBe(await em.load(Author, "a:1"));
    },
  );

  it.each([
    ["b:1", "Invalid tagged id, expected tag a, got b:1"],
    ["a:x", "Invalid tagged id, expected tag a, got a:x"],
    ["a:99999999999", "Invalid tagged id, expected tag a, got a:99999999999"],
    ["", 'Invalid tagged id, expected tag a, got ""'],
    [undefined as never, "Invalid tagged id, expected tag a, got undefined"],
  ])("R-ID-4 %s is no id of an author, and no statement is sent for it", async (id, message) => {
    const em = database.newEm();
    let error: unknown;
    const statements = await database.statements(async () => {
      error = await em.load(Author, id).catch((thrown: unknown) => thrown);
    });
    expect([statements, error]).toEqual([
      [],
      expect.objectContaining({ code: "INVALID_ID", message }),
    ]);
  });

  it("R-ID-12 two spellings of a uuid are one object", async () => {
    const em = database.newEm();
    const event = em.create(Event, { name: "e1" });
    await em.flush();
    const em2 = database.newEm();
    const upper = await em2.load(Event, event.idUntagged.toUpperCase());
    expect(await em2.load(Event, event.id)).toBe(upper);
    expect(upper.id).toBe(event.id);
  });

  it("R-LOAD-2, R-EM-4/loadAll keeps order and duplicates and names all that are missing", async () => {
    await givenBook();
    const em = database.newEm();
    const [first, again] = await em.loadAll(Author, ["a:1", "a:1"]);
    expect(again).toBe(first);
    await expect(em.loadAll(Author, ["a:8", "a:1", "a:9"])).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "a:8,a:9 were not found",
    });
    expect(await em.loadAllIfExists(Author, ["a:8", "a:1"])).toEqual([first]);
  });

  it("R-IDM-3 what is deleted in this em is not loaded, before the flush and after", async () => {
    await givenBook();
    const em = database.newEm();
    const book = await em.load(Book, "b:1");
    em.delete(book);
    await expect(em.load(Book, "b:1")).rejects.toMatchObject({ code: "DELETED" });
    await em.flush();
    await expect(em.load(Book, "b:1")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(book.title).toBe("b1");
    expect(() => {
      book.title = "b2";
    }).toThrow("Book:1 is marked as deleted");
  });

  it("R-TLOAD-3 a hint that names no relation is refused by name", async () => {
    await givenBook();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    await expect(em.populate(author, "bookz" as never)).rejects.toMatchObject({
      code: "INVALID_HINT",
    });
    await expect(em.populate(author, "firstName" as never)).rejects.toMatchObject({
      code: "INVALID_HINT",
    });
  });

  it("R-EM-10 an em holds no more entities than its limit", async () => {
    const em = database.newEm();
    for (let at = 0; at < 3; at++) em.create(Author, { firstName: `a${at}` });
    await em.flush();
    const { EntityManager } = await import("../schema/entities/codegen/domain.ts");
    const small = new EntityManager({}, { driver: database.driver, entityLimit: 2 });
    await expect(small.find(Author, {})).rejects.toMatchObject({ code: "ENTITY_LIMIT" });
  });

  it("R-IDM-1 the key of a row that was deleted here may be given to another", async () => {
    const made = database.newEm();
    made.create(Topic, { id: "t1", name: "old" });
    await made.flush();
    const em = database.newEm();
    const old = await em.load(Topic, "t1");
    em.delete(old);
    await em.flush();
    const topic = em.create(Topic, { id: "t1", name: "new" });
    await em.flush();
    expect(await em.find(Topic, {})).toEqual([topic]);
    expect(await em.load(Topic, "t1")).toBe(topic);
    em.evict(old);
    expect(await em.load(Topic, "t1")).toBe(topic);
  });

  it("R-ID-6 an entity that was refused for its id is not in the em", () => {
    const em = database.newEm();
    const author = em.create(Author, { id: "a:10", firstName: "a10" });
    expect(() => em.create(Author, { id: "a:10", firstName: "again" })).toThrow(
      expect.objectContaining({ code: "DUPLICATE_ENTITY" }),
    );
    expect(em.entities).toEqual([author]);
  });

  it("R-ID-6 the id of a new entity that was deleted is free again", async () => {
    const em = database.newEm();
    em.delete(em.create(Author, { id: "a:10", firstName: "first" }));
    em.create(Author, { id: "a:10", firstName: "second" });
    await em.flush();
    expect(await database.query("SELECT id, first_name FROM authors")).toEqual([
      { id: 10, first_name: "second" },
    ]);
  });

  it("R-ID-7 an id, once assigned, stays, whoever else asks for one at the same time", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    await Promise.all([em.assignNewIds(), em.assignNewIds()]);
    expect([author.id, em.getEntity("a:1"), em.getEntity("a:2")]).toEqual([
      "a:1",
      author,
      undefined,
    ]);
    const other = em.create(Author, { firstName: "a2" });
    await Promise.all([em.flush(), em.assignNewIds()]);
    expect(await database.query("SELECT id, first_name FROM authors ORDER BY id")).toEqual([
      { id: 1, first_name: "a1" },
      { id: Number(other.idUntagged), first_name: "a2" },
    ]);
  });

  it("R-ENT-5 an entity tells a log nothing but its id", async () => {
    await givenBook();
    const author = await database.newEm().load(Author, "a:1");
    expect([JSON.stringify(author), Object.keys(author)]).toEqual(['{"id":"a:1"}', []]);
  });
});

describe("columns", () => {
  it("R-TYPE-2 values of every kind in the schema come back as they were set", async () => {
    const em = database.newEm();
    const author = em.create(Author, {
      firstName: 'O\'Brien \\ "q" {x,y} NULL \u{1F600}',
      age: -1,
      balance: "12345678901234567890.50",
      bornOn: new Date("1969-07-20T00:00:00Z"),
      isActive: false,
      favoriteColor: "GREEN",
    });
    em.create(Book, {
      title: "null",
      author,
      keywords: ["a,b", '"', "\\", "NULL", "", "{}", " "],
      details: { a: [1, "two", null, { b: true }], __proto__x: 'q"' },
    });
    await em.flush();
    const em2 = database.newEm();
    const [book] = await em2.find(Book, {}, { populate: "author" });
    const { firstName, age, balance, bornOn, isActive, favoriteColor } = book!.author.get;
    expect({ firstName, age, balance, bornOn, isActive, favoriteColor }).toEqual({
      firstName: 'O\'Brien \\ "q" {x,y} NULL \u{1F600}',
      age: -1,
      balance: "12345678901234567890.50",
      bornOn: new Date("1969-07-20T00:00:00Z"),
      isActive: false,
      favoriteColor: "GREEN",
    });
    expect([book!.title, book!.keywords, book!.details, book!.notes]).toEqual([
      "null",
      ["a,b", '"', "\\", "NULL", "", "{}", " "],
      { a: [1, "two", null, { b: true }], __proto__x: 'q"' },
      undefined,
    ]);
  });

  it("R-TYPE-1/date a date keeps no time of day", async () => {
    const em = database.newEm();
    const author = em.create(Author, {
      firstName: "a1",
      bornOn: new Date("1969-07-20T20:17:40Z"),
    });
    expect(author.bornOn).toEqual(new Date("1969-07-20T00:00:00Z"));
    await em.flush();
    author.bornOn = new Date("1969-07-20T11:00:00Z");
    expect(author.isDirtyEntity).toBe(false);
  });

  it("R-JSONB-6 what jsonb cannot hold is refused when it is set, keys and rings included", () => {
    const ring: Record<string, unknown> = {};
    ring["self"] = { ring };
    const create = (details: unknown) => () =>
      database.newEm().create(Book, { title: "b1", author: "a:1", details: details as Json });
    expect(create({ list: [{ "a\0": 1 }] })).toThrow(
      "Book#1.details at /list/0 as a key holds a NUL character, which Postgres cannot store",
    );
    expect(create({ "\ud800": 1 })).toThrow(
      "Book#1.details as a key holds half of a surrogate pair",
    );
    expect(create({ ring })).toThrow(
      "Book#1.details at /ring/self/ring holds itself, which JSON has no form for",
    );
  });

  it.each([
    [{ age: "3" }, "Author#1.age is not a number"],
    [{ age: 2 ** 40 }, "Author#1.age is not between -2147483648 and 2147483647"],
    [{ firstName: "a\0" }, "Author#1.firstName holds a NUL character, which Postgres cannot store"],
    [{ favoriteColor: "PINK" }, "Author#1.favoriteColor is not one of RED, GREEN, BLUE"],
  ])("R-FIELD-14 %o is refused when it is set", (opts, message) => {
    const em = database.newEm();
    expect(() => em.create(Author, { firstName: "a1", ...(opts as object) })).toThrow(
      expect.objectContaining({ code: "INVALID_VALUE", message }),
    );
    expect([em.pendingChanges, em.entities]).toEqual([[], []]);
  });

  it("R-FIELD-12 unknown keys and keys of a prototype are refused", () => {
    const em = database.newEm();
    const create = (opts: object) => () => em.create(Author, opts as never);
    expect(create({ firstName: "x", nope: 1 })).toThrow(
      expect.objectContaining({ code: "UNKNOWN_FIELD", message: "Unknown field nope" }),
    );
    expect(create(JSON.parse('{"__proto__": {"isAdmin": true}}') as object)).toThrow(
      expect.objectContaining({ code: "UNKNOWN_FIELD" }),
    );
  });

  it("R-FIELD-8 what the library keeps cannot be set", async () => {
    await givenBook();
    const author = await database.newEm().load(Author, "a:1");
    expect(() => author.set({ version: 7 } as never)).toThrow(
      expect.objectContaining({ code: "IMMUTABLE" }),
    );
    expect(() => author.set({ id: "a:2" })).toThrow(expect.objectContaining({ code: "IMMUTABLE" }));
  });
});
