// What those hear who listen to entities and to entity managers.
import type { EntityEvent } from "kingpost";
import { afterEach, describe, expect, expectTypeOf, it } from "vitest";
import { Animal } from "../schema/entities/Animal.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { domain, EntityManager } from "../schema/entities/codegen/domain.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();
const endings: Array<() => void> = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** Everything that is told of a type, one line each. */
function listen(type: typeof Author | typeof Book | typeof Tag): string[] {
  const heard: string[] = [];
  for (const event of ["created", "updated", "deleted", "softDeleted", "loaded"] as const)
    endings.push(
      domain.events.on(type as typeof Book, event, ({ entity, changes }) => {
        heard.push(`${event} ${entity.toString()} ${JSON.stringify(changes)}`);
      }),
    );
  return heard;
}

describe("events of entities", () => {
  it("R-OBS-10, R-DOM-2 tell after COMMIT what was created, updated and deleted, with what changed", async () => {
    const [authors, books] = [listen(Author), listen(Book)];
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1", age: 60 });
    const book = em.create(Book, { title: "b1", author });
    expect([authors, books]).toEqual([[], []]);
    await em.flush();
    expect(books).toEqual([
      expect.stringContaining(`"title":{"to":"b1"},"author":{"to":"a:1"}`) as string,
    ]);
    author.age = undefined;
    book.author.set(em.create(Author, { firstName: "a2" }));
    await em.flush();
    em.delete(book);
    await em.flush();
    expect(authors.slice(1)).toEqual([
      expect.stringMatching(/^created Author#2:2 .*"firstName":\{"to":"a2"\}/) as string,
      `updated Author#1:1 {"age":{"from":60}}`,
    ]);
    expect(books.slice(1)).toEqual([
      `updated Book#1:1 {"author":{"from":"a:1","to":"a:2"}}`,
      "deleted Book#1:1 {}",
    ]);
  });

  it("R-OBS-10 gives the em and the application's context along, typed", async () => {
    const ctx = { user: "Ann" };
    const em = new EntityManager(ctx, database.driver);
    const events: EntityEvent[] = [];
    em.on(Author, "created", (event) => {
      expectTypeOf(event.entity).toEqualTypeOf<Author>();
      events.push(event);
    });
    const author = em.create(Author, { firstName: "a1" });
    await em.flush();
    expect(events.map(({ entity, em: its, ctx: own }) => [entity, its, own])).toEqual([
      [author, em, ctx],
    ]);
  });

  it("R-OBS-10 tell of every row that becomes an entity, once, whichever way it comes", async () => {
    const em1 = database.newEm();
    em1.create(Book, { title: "b1", author: em1.create(Author, { firstName: "a1" }) });
    em1.create(Book, { title: "b2", author: em1.create(Author, { firstName: "a2" }) });
    await em1.flush();
    const [authors, books] = [listen(Author), listen(Book)];
    const em = database.newEm();
    await em.find(Book, { title: "b1" }, { populate: "author" });
    await em.load(Author, "a:1", "books");
    await em.load(Book, "b:2");
    await em.find(Book, {});
    expect([books, authors]).toEqual([
      ["loaded Book:1 {}", "loaded Book:2 {}"],
      ["loaded Author:1 {}"],
    ]);
  });

  it("R-OBS-10 tell softDeleted when deletedAt was set, beside updated", async () => {
    const em = database.newEm();
    const topic = em.create(Topic, { id: "t1", name: "t1" });
    await em.flush();
    const heard: string[] = [];
    for (const event of ["updated", "softDeleted", "deleted"] as const)
      em.on(Topic, event, ({ changes }) => heard.push(`${event} ${Object.keys(changes).join()}`));
    topic.deletedAt = new Date();
    await em.flush();
    topic.name = "t2";
    await em.flush();
    topic.deletedAt = undefined;
    await em.flush();
    expect(heard).toEqual([
      "updated deletedAt",
      "softDeleted deletedAt",
      "updated name",
      "updated deletedAt",
    ]);
  });

  it("R-OBS-10 reach those who listen to a base type", async () => {
    const heard: string[] = [];
    endings.push(
      domain.events.on(Animal, "created", ({ entity }) => {
        heard.push(`animal ${entity.toString()}`);
      }),
      domain.events.on(Dog, "created", ({ entity }) => {
        heard.push(`dog ${entity.toString()}`);
      }),
    );
    const em = database.newEm();
    em.create(Dog, { name: "d1", breed: "poodle" });
    await em.flush();
    expect(heard).toEqual(["animal Dog#1:1", "dog Dog#1:1"]);
  });

  it("R-OBS-10 of one em do not reach the listeners of another, and end when they are ended", async () => {
    const heard: string[] = [];
    const [first, second] = [database.newEm(), database.newEm()];
    const stop = first.on(Tag, "created", ({ entity }) => heard.push(entity.name));
    first.create(Tag, { name: "t1" });
    second.create(Tag, { name: "t2" });
    await first.flush();
    await second.flush();
    first.clear();
    first.create(Tag, { name: "t3" });
    await first.flush();
    stop();
    first.create(Tag, { name: "t4" });
    await first.flush();
    expect(heard).toEqual(["t1", "t3"]);
  });

  it("R-FLUSH-9 what listeners throw after COMMIT rejects the flush once all have heard, and the writes stand", async () => {
    const em = database.newEm();
    const heard: string[] = [];
    em.on(Tag, "created", () => {
      throw new Error("no index");
    });
    em.on(Tag, "created", ({ entity }) => heard.push(entity.name));
    const tag = em.create(Tag, { name: "t1" });
    await expect(em.flush()).rejects.toMatchObject({
      code: "AFTER_COMMIT",
      errors: [new Error("no index")],
    });
    expect([heard, tag.isNewEntity, await em.flush()]).toEqual([["t1"], false, []]);
    expect(await database.newEm().findCount(Tag, {})).toBe(1);
  });

  it("R-OBS-4 what a listener to loads throws is a warning, and the load goes on", async () => {
    const em1 = database.newEm();
    em1.create(Tag, { name: "t1" });
    await em1.flush();
    const em = database.newEm();
    const warnings: Error[] = [];
    endings.push(database.driver.events.on("warning", ({ error }) => warnings.push(error)));
    em.on(Tag, "loaded", () => {
      throw new Error("not now");
    });
    em.on(Tag, "loaded", () => Promise.reject(new Error("nor later")));
    expect((await em.load(Tag, "t:1")).name).toBe("t1");
    await Promise.resolve();
    expect(warnings).toEqual([new Error("not now"), new Error("nor later")]);
  });

  it("R-MODE-2, R-OBS-10 a rehearsal tells nobody", async () => {
    const heard = listen(Tag);
    const em = new EntityManager({}, { driver: database.driver, mode: "in-memory-writes" });
    em.on("flush", () => heard.push("flush"));
    em.create(Tag, { name: "t1" });
    await em.flush();
    expect(heard).toEqual([]);
  });

  it("R-OBS-10 an entity type of another domain is refused", () => {
    class Stranger {}
    expect(() => domain.events.on(Stranger as never, "created", () => undefined)).toThrow(
      expect.objectContaining({ code: "DOMAIN" }),
    );
  });
});

describe("events of an em", () => {
  it("R-OBS-11, R-EM-4/on tell commit, flush and close, in their order", async () => {
    const heard: string[] = [];
    const em = database.newEm();
    for (const event of ["flush", "commit", "rollback", "close"] as const)
      em.on(event, () => heard.push(event));
    em.on("flush", ({ created }) => heard.push(created.join()));
    await em.flush();
    expect(heard).toEqual([]);
    em.create(Tag, { name: "t1" });
    await em.flush();
    em.close();
    expect(heard).toEqual(["commit", "flush", "Tag#1:1", "close"]);
  });

  it("R-OBS-11 tells a rollback of what was sent, and none of a flush that sent nothing", async () => {
    const heard: string[] = [];
    const em = database.newEm();
    const stop = em.on("rollback", () => heard.push("rollback"));
    em.createPartial(Tag, {});
    await expect(em.flush()).rejects.toMatchObject({ code: "VALIDATION" });
    expect(heard).toEqual([]);
    em.clear({ discardChanges: true });
    em.create(Tag, { name: "t1" });
    em.create(Tag, { name: "t1" });
    await expect(em.flush()).rejects.toMatchObject({ code: "UNIQUE" });
    expect(heard).toEqual(["rollback"]);
    stop();
    await expect(em.flush()).rejects.toMatchObject({ code: "UNIQUE" });
    expect(heard).toEqual(["rollback"]);
  });
});
