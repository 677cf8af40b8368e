import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

describe("entities in memory", () => {
  it("R-IDM-4 are found by id and by temporary name", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    expect([em.getEntity("a#1"), em.findExistingInstance<Author>("a#1")]).toEqual([author, author]);
    await em.flush();
    expect([em.getEntity("a:1"), em.getEntity("a:2"), em.findExistingInstance("a:1")]).toEqual([
      author,
      undefined,
      author,
    ]);
  });

  it("R-IDM-4 are filtered by the values that they have now", async () => {
    const em = database.newEm();
    const [a1, a2] = ["a1", "a2"].map((firstName) => em.create(Author, { firstName, age: 1 }));
    const book = em.create(Book, { title: "b1", author: a1! });
    await em.flush();
    const a3 = em.create(Author, { firstName: "a1" });
    a2!.age = 2;
    expect([
      em.filterEntities(Author, { firstName: "a1" }),
      em.filterEntities(Author, { age: 1 }),
      em.filterEntities(Author, { age: null }),
      em.filterEntities(Author, { firstName: "a1", age: undefined }),
      em.filterEntities(Author, { id: "a:2" }),
      em.filterEntities(Author, {}),
      em.filterEntities(Book, { author: a1! }),
      em.filterEntities(Book, { author: "a:1" }),
      em.filterEntities(Book, { author: a3 }),
    ]).toEqual([[a1, a3], [a1], [a3], [a3], [a2], [a1, a2, a3], [book], [book], []]);
    em.delete(a1!);
    expect(em.filterEntities(Author, { firstName: "a1" })).toEqual([a3]);
    expect(() => em.filterEntities(Author, { books: [] })).toThrow(
      expect.objectContaining({ code: "UNKNOWN_FIELD" }),
    );
  });

  it("R-IDM-4 are filtered by an index when they are many, which follows changes", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1" });
    const other = em.create(Author, { firstName: "a2" });
    const books = Array.from({ length: 1500 }, (_, at) =>
      em.create(Book, { title: `b${at % 500}`, author, position: at }),
    );
    expect(em.filterEntities(Book, { title: "b7" })).toEqual([books[7], books[507], books[1007]]);
    expect(em.filterEntities(Book, { author }).length).toBe(1500);
    books[507]!.title = "moved";
    books[7]!.author.set(other);
    expect(em.filterEntities(Book, { title: "b7" })).toEqual([books[7], books[1007]]);
    expect(em.filterEntities(Book, { title: "moved" })).toEqual([books[507]]);
    expect(em.filterEntities(Book, { author: other })).toEqual([books[7]]);
    expect(em.filterEntities(Book, { position: 3, title: "b3" })).toEqual([books[3]]);
    await em.flush();
    expect(em.filterEntities(Book, { author: other.id })).toEqual([books[7]]);
  });

  it("R-IDM-5 pending changes are listed in the order in which the entities came", async () => {
    const em = database.newEm();
    const [t1, t2] = ["t1", "t2"].map((name) => em.create(Tag, { name }));
    const book = em.create(Book, { title: "b1", author: em.create(Author, { firstName: "a1" }) });
    book.tags.add(t2!);
    await em.flush();
    em.delete(t1!);
    const t3 = em.create(Tag, { name: "t3" });
    t2!.name = "t4";
    book.tags.add(t3);
    book.tags.remove(t2!);
    expect(em.pendingChanges).toEqual([
      { kind: "delete", entity: t1 },
      { kind: "update", entity: t2 },
      { kind: "create", entity: t3 },
      { kind: "m2m", op: "add", joinTableName: "books_to_tags", entities: [book, t3] },
      { kind: "m2m", op: "remove", joinTableName: "books_to_tags", entities: [book, t2] },
    ]);
  });

  it("R-EM-6, R-EM-4/createPartial takes what a client sent", () => {
    const em = database.newEm();
    const author = em.createPartial(Author, { firstName: undefined, age: null, isActive: false });
    expect([author.firstName, author.age, author.isActive]).toEqual([undefined, undefined, false]);
    expect(author.changes.fields.includes("age")).toBe(false);
  });

  it("R-EM-4/createMany makes one entity for each", () => {
    const em = database.newEm();
    const tags = em.createMany(Tag, [{ name: "t1" }, { name: "t2" }]);
    expect(tags.map(String)).toEqual(["Tag#1", "Tag#2"]);
  });

  it("R-ENT-1/setPartial, R-ENT-1/set, R-ENT-1/fullNonReactiveAccess leaves what is undefined and unsets what is null", () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "a1", age: 40, lastName: "l" });
    author.setPartial({ firstName: undefined, age: null });
    expect([author.firstName, author.age, author.lastName]).toEqual(["a1", undefined, "l"]);
    author.set({ lastName: undefined });
    expect(author.lastName).toBe(undefined);
    expect(author.fullNonReactiveAccess).toBe(author);
  });
});
