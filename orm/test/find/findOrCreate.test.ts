import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Like } from "../schema/entities/Like.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Shelf } from "../schema/entities/Shelf.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "P1" });
  em.create(Author, { firstName: "a1", publisher, age: 30, favoriteColor: "RED" });
  em.create(Author, { firstName: "a2", publisher });
  em.create(Author, { firstName: "a2" });
  em.create(Reader, { email: "Ann@x.org", name: "Ann", score: "1.0" });
  em.create(Reader, { email: "bob@x.org", name: "Bob", deletedAt: new Date(0) });
  await em.flush();
});

describe("findWithNewOrChanged", () => {
  const names = async (
    em: ReturnType<typeof database.newEm>,
    where: Parameters<typeof em.findWithNewOrChanged<Author>>[1],
  ): Promise<string[]> =>
    (await em.findWithNewOrChanged(Author, where)).map((author) => author.toString());

  it("R-FOC-1, R-EM-4/findWithNewOrChanged finds what matches in the database and was not changed, and what matches here", async () => {
    const em = database.newEm();
    const [a1, a2] = await em.find(Author, {}, { orderBy: { id: "ASC" } });
    a1!.firstName = "a2";
    a2!.firstName = "a1";
    em.create(Author, { firstName: "a2" });
    em.delete(em.create(Author, { firstName: "a2" }));
    expect(await names(em, { firstName: "a2" })).toEqual(["Author:3", "Author#1", "Author:1"]);
    em.delete(await em.load(Author, "a:3"));
    expect(await names(em, { firstName: "a2" })).toEqual(["Author#1", "Author:1"]);
  });

  it("R-FOC-1 looks by references and enums; undefined asks nothing, null for no value", async () => {
    const em = database.newEm();
    const publisher = await em.load(Publisher, "p:1");
    em.create(Author, { firstName: "new", publisher });
    expect(await names(em, { publisher })).toEqual(["Author:1", "Author:2", "Author#1"]);
    expect(await names(em, { publisher: "p:1", firstName: undefined, age: 30 })).toEqual([
      "Author:1",
    ]);
    expect(await names(em, { publisher: null })).toEqual(["Author:3"]);
    expect(await names(em, { favoriteColor: "RED" })).toEqual(["Author:1"]);
  });

  it("R-FOC-1 a new entity as a value is not asked of the database", async () => {
    const em = database.newEm();
    const publisher = em.create(Publisher, { name: "P2" });
    em.create(Author, { firstName: "new", publisher });
    const sent = await database.statements(async () => {
      expect(await names(em, { publisher })).toEqual(["Author#1"]);
    });
    expect(sent).toEqual([]);
  });

  it("R-FOC-1 leaves out what is softly deleted, as it is now", async () => {
    const em = database.newEm();
    const found = async (softDeletes?: "include"): Promise<string[]> =>
      (await em.findWithNewOrChanged(Reader, {}, { softDeletes })).map(({ name }) => name);
    expect(await found()).toEqual(["Ann"]);
    expect(await found("include")).toEqual(["Ann", "Bob"]);
    const [ann, bob] = await em.find(Reader, {}, { softDeletes: "include" });
    ann!.deletedAt = new Date(1);
    bob!.deletedAt = undefined;
    expect(await found()).toEqual(["Bob"]);
  });
});

describe("findOrCreate", () => {
  it("R-FOC-2 gives what the database has, and sets what is to be set in any case", async () => {
    const em = database.newEm();
    const author = await em.findOrCreate(
      Author,
      { firstName: "a1" },
      { lastName: "unused" },
      { age: 31 },
      { populate: "publisher" },
    );
    expect([author.idTagged, author.lastName, author.age]).toEqual(["a:1", undefined, 31]);
    expect(author.publisher.get?.name).toBe("P1");
  });

  it("R-FOC-2 makes what is not there, from what it was looked for by and what is new", async () => {
    const em = database.newEm();
    const author = await em.findOrCreate(
      Author,
      { firstName: "a9" },
      { lastName: "l" },
      { age: 9 },
    );
    expect([author.isNewEntity, author.firstName, author.lastName, author.age]).toEqual([
      true,
      "a9",
      "l",
      9,
    ]);
    const sent = await database.statements(async () => {
      expect(await em.findOrCreate(Author, { firstName: "a9" }, {})).toBe(author);
    });
    expect(sent).toEqual([]);
  });

  it("R-FOC-3 looks by columns and references, by no value with undefined, cleaned as they are set, citext without case", async () => {
    const em = database.newEm();
    const sent = await database.recorded(async () => {
      const ann = await em.findOrCreate(Reader, { email: " ANN@X.ORG " }, { name: "x" });
      expect(ann.name).toBe("Ann");
      expect(await em.findOrCreate(Reader, { email: "ann@x.org" }, { name: "x" })).toBe(ann);
      const author = await em.findOrCreate(Author, { firstName: "a2", publisher: undefined }, {});
      expect(author.idTagged).toBe("a:3");
    });
    expect(sent.map(({ operation }) => operation)).toEqual(["find Reader", "find Author"]);
    // Equal in the database, whatever their texts are.
    expect((await em.findOrCreate(Reader, { score: "1.00" }, { email: "e", name: "x" })).name).toBe(
      "Ann",
    );
  });

  it("R-FOC-3 looks by a polymorphic reference: by an entity, an id, or that there is none", async () => {
    const before = database.newEm();
    const topic = before.create(Topic, { id: "t1", name: "t1" });
    const parent = before.create(Comment, { body: "c1", parent: topic });
    before.create(Comment, { body: "c2", parent });
    before.create(Like, { subject: parent });
    before.create(Like, { stars: 5 });
    await before.flush();
    const em = database.newEm();
    const sent = await database.recorded(async () => {
      const c1 = await em.findOrCreate(Comment, { parent: "to:t1" }, { body: "x" });
      expect(c1.body).toBe("c1");
      const c2 = await em.findOrCreate(Comment, { parent: c1 }, { body: "x" });
      expect(c2.body).toBe("c2");
      const unset = await em.findOrCreate(Like, { subject: undefined }, {});
      expect(unset.stars).toBe(5);
    });
    expect(sent.map(({ text, values }) => [/WHERE .*/.exec(text)?.[0], values]))
      .toMatchInlineSnapshot(`
      [
        [
          "WHERE (c."parent_article_id" = ANY($1::uuid[]) OR c."parent_topic_id" = ANY($2::text[]) OR c."parent_comment_id" = ANY($3::integer[])) ORDER BY c."id" ASC",
          [
            "{}",
            "{"t1"}",
            "{}",
          ],
        ],
        [
          "WHERE (c."parent_article_id" = ANY($1::uuid[]) OR c."parent_topic_id" = ANY($2::text[]) OR c."parent_comment_id" = ANY($3::integer[])) ORDER BY c."id" ASC",
          [
            "{}",
            "{}",
            "{"1"}",
          ],
        ],
        [
          "WHERE (l."subject_article_id" = ANY($1::uuid[]) OR l."subject_comment_id" = ANY($2::integer[]) OR (l."subject_article_id" IS NULL AND l."subject_comment_id" IS NULL)) ORDER BY l."id" ASC",
          [
            "{}",
            "{}",
          ],
        ],
      ]
    `);
    const made = await em.findOrCreate(Comment, { parent: "cm:2" }, { body: "x" });
    expect([made.isNewEntity, made.parent.id]).toEqual([true, "cm:2"]);
    await expect(
      em.findOrCreate(Comment, { parent: "a:1" } as never, { body: "x" }),
    ).rejects.toMatchObject({
      code: "INVALID_FILTER",
      message:
        "Invalid filter on Comment: parent is neither an entity nor an id that it can point at",
    });
  });

  it.each([
    [
      { books: [] },
      "books is nothing that findOrCreate can look for: it takes columns and references of Author itself",
    ],
    [
      { nick: "x" },
      "nick is nothing that findOrCreate can look for: it takes columns and references of Author itself",
    ],
    [{ firstName: { ne: "" } }, "firstName is not a string"],
    [{ publisher: { id: "p:1" } }, "publisher is neither an entity nor an id that it can point at"],
  ])("R-FOC-3 refuses %j", async (where, reason) => {
    const em = database.newEm();
    await expect(em.findOrCreate(Author, where as object, {} as never)).rejects.toMatchObject({
      code: "INVALID_FILTER",
      message: `Invalid filter on Author: ${reason}`,
    });
  });

  it("R-FOC-4 more than one match is refused, in the database and in memory", async () => {
    const message = "Found more than one existing Author with firstName=a2";
    const em = database.newEm();
    await expect(em.findOrCreate(Author, { firstName: "a2" }, {})).rejects.toMatchObject({
      code: "TOO_MANY",
      message,
    });
    await expect(em.findOrCreate(Author, { firstName: "a2" }, {})).rejects.toThrow(message);
  });

  it("R-FOC-4 what was changed here so that it does not match any more is no match", async () => {
    const em = database.newEm();
    const a1 = await em.load(Author, "a:1");
    a1.firstName = "other";
    const author = await em.findOrCreate(Author, { firstName: "a1" }, {});
    expect(author.isNewEntity).toBe(true);
    expect(await em.findOrCreate(Author, { firstName: "other" }, {})).toBe(a1);
  });

  it("R-FOC-5 calls for the same make one entity; the first makes it, all set, and other values share the statement", async () => {
    const em = database.newEm();
    let found: Tag[] = [];
    const sent = await database.recorded(async () => {
      found = await Promise.all([
        em.findOrCreate(Tag, { name: "sea" }, {}),
        em.findOrCreate(Tag, { name: "sky" }, {}),
        em.findOrCreate(Tag, { name: " sea " }, {}),
      ]);
    });
    expect(found.map(String)).toEqual(["Tag#1", "Tag#2", "Tag#1"]);
    expect(sent.map(({ operation, values }) => [operation, values])).toEqual([
      ["find Tag", ['{"sea","sky"}']],
    ]);
    const authors = await Promise.all([
      em.findOrCreate(Author, { firstName: "b" }, { lastName: "first" }, { age: 1 }),
      em.findOrCreate(Author, { firstName: "b" }, { lastName: "second" }, { age: 2 }),
    ]);
    expect(authors[0]).toBe(authors[1]);
    expect([authors[0].lastName, authors[0].age]).toEqual(["first", 2]);
  });

  it("R-FOC-6 a match that is softly deleted is restored by an update", async () => {
    const em = database.newEm();
    const bob = await em.findOrCreate(Reader, { email: "bob@x.org" }, { name: "unused" });
    expect([bob.idTagged, bob.name, bob.deletedAt]).toEqual(["reader:2", "Bob", undefined]);
    await em.flush();
    const rows = await database.query("SELECT name, deleted_at FROM readers ORDER BY id");
    expect(rows).toEqual([
      { name: "Ann", deleted_at: null },
      { name: "Bob", deleted_at: null },
    ]);
  });

  it("R-FOC-6 with softDeletes: include it is taken as it is, and one that is there is preferred", async () => {
    const em = database.newEm();
    const options = { softDeletes: "include" } as const;
    const bob = await em.findOrCreate(Reader, { name: "Bob" }, { email: "b" }, undefined, options);
    expect(bob.deletedAt).toEqual(new Date(0));
    const there = em.create(Reader, { email: "bob2@x.org", name: "Bob" });
    expect(await em.findOrCreate(Reader, { name: "Bob" }, { email: "b" })).toBe(there);
  });

  it("R-FOC-6 when a value is a new entity the database is not asked", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "new" });
    const sent = await database.statements(async () => {
      const book = await em.findOrCreate(Book, { author }, { title: "b" });
      expect(await em.findOrCreate(Book, { author }, { title: "c" })).toBe(book);
    });
    expect(sent).toEqual([]);
  });

  it("R-FOC-4 one that was made while the database was asked is the one", async () => {
    const em = database.newEm();
    const asked = em.findOrCreate(Shelf, { room: "r", position: 1 }, {});
    const made = em.create(Shelf, { room: "r", position: 1 });
    expect(await asked).toBe(made);
  });
});
