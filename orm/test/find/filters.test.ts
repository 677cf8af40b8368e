import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Image } from "../schema/entities/Image.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  const [p1, p2] = ["P1", "P2"].map((name) => em.create(Publisher, { name }));
  const [sea, sky] = ["sea", "sky"].map((name) => em.create(Tag, { name }));
  const ann = em.create(Author, {
    firstName: "Ann",
    age: 30,
    publisher: p1!,
    favoriteColor: "RED",
  });
  const bob = em.create(Author, { firstName: "Bob", age: 40, publisher: p2!, mentor: ann });
  em.create(Author, { firstName: "Cyd" });
  em.create(Image, { fileName: "ann.png", author: ann });
  const b1 = em.create(Book, { title: "b1", author: ann, tags: [sea!, sky!] });
  const b2 = em.create(Book, { title: "b2", author: ann, tags: [sky!] });
  const b3 = em.create(Book, { title: "b3", author: bob, keywords: ["x", "y"] });
  em.create(Review, { rating: 5, book: b1 });
  em.create(Review, { rating: 2, book: b2 });
  em.create(Review, { rating: 4, book: b3 });
  await em.flush();
});

const columns = {
  a: '"id", a."first_name", a."last_name", a."age", a."balance", a."born_on", a."is_active", a."publisher_id", a."mentor_id", a."favorite_color_id", a."version", a."created_at", a."updated_at"',
};

async function authors(
  where: Parameters<typeof Author.prototype.em.find>[1],
): Promise<{ names: string[]; sql: string }> {
  let names: string[] = [];
  const [sql] = await database.statements(async () => {
    const found = await database.newEm().find(Author, where as object);
    names = found.map(({ firstName }) => firstName);
  });
  return { names, sql: sql!.replace(`SELECT a.${columns.a} FROM "public"."authors" AS a`, "…") };
}

describe("find", () => {
  it("R-FILT-1/equal a value is bound and compared", async () => {
    expect(await authors({ firstName: "Ann" })).toEqual({
      names: ["Ann"],
      sql: '… WHERE a."first_name" = $1::text ORDER BY a."id" ASC',
    });
  });

  it("R-FILT-1/equal null asks for NULL", async () => {
    expect(await authors({ age: null })).toEqual({
      names: ["Cyd"],
      sql: '… WHERE a."age" IS NULL ORDER BY a."id" ASC',
    });
  });

  it("R-FILT-1/not equal leaves NULL rows out", async () => {
    expect(await authors({ age: { ne: 30 } })).toEqual({
      names: ["Bob"],
      sql: '… WHERE a."age" <> $1::integer ORDER BY a."id" ASC',
    });
  });

  it("R-FILT-1/one of a list is one bound array, and null in it matches NULL", async () => {
    expect(await authors({ age: [30, null] })).toEqual({
      names: ["Ann", "Cyd"],
      sql: '… WHERE (a."age" = ANY($1::integer[]) OR a."age" IS NULL) ORDER BY a."id" ASC',
    });
    expect(await authors({ age: { in: [] } })).toEqual({
      names: [],
      sql: '… WHERE a."age" = ANY($1::integer[]) ORDER BY a."id" ASC',
    });
  });

  it("R-FILT-1/none of a list excludes its values, and an empty one nothing", async () => {
    expect(await authors({ age: { nin: [30, null] } })).toEqual({
      names: ["Bob"],
      sql: '… WHERE a."age" <> ALL($1::integer[]) AND a."age" IS NOT NULL ORDER BY a."id" ASC',
    });
    expect((await authors({ firstName: { nin: [] } })).names).toEqual(["Ann", "Bob", "Cyd"]);
  });

  it("R-FILT-3 several operators on one field are all required", async () => {
    expect(await authors({ age: { gte: 30, lt: 40 } })).toEqual({
      names: ["Ann"],
      sql: '… WHERE a."age" >= $1::integer AND a."age" < $2::integer ORDER BY a."id" ASC',
    });
  });

  it("R-FILT-2 what is undefined is left out, with the joins that only it would need", async () => {
    expect(
      await authors({
        firstName: undefined,
        publisher: { name: undefined },
        age: { gte: 35, lte: undefined },
      }),
    ).toEqual({
      names: ["Bob"],
      sql: '… WHERE a."age" >= $1::integer ORDER BY a."id" ASC',
    });
  });

  it("R-FILT-8 a nested reference is a join, used once for all of its conditions", async () => {
    expect(await authors({ publisher: { name: "P1", id: "p:1" } })).toEqual({
      names: ["Ann"],
      sql: '… JOIN "public"."publishers" AS p ON p."id" = a."publisher_id" WHERE p."name" = $1::text AND a."publisher_id" = $2::integer ORDER BY a."id" ASC',
    });
  });

  it("R-FILT-8 a reference asked for by its id alone needs no join", async () => {
    expect(await authors({ publisher: { id: ["p:1", "p:2"] } })).toEqual({
      names: ["Ann", "Bob"],
      sql: '… WHERE a."publisher_id" = ANY($1::integer[]) ORDER BY a."id" ASC',
    });
  });

  it("R-FILT-4 a reference takes an entity, an id, whether it is set, or null", async () => {
    const em = database.newEm();
    const ann = await em.load(Author, "a:1");
    const named = async (where: object): Promise<string[]> =>
      (await em.find(Author, where)).map(({ firstName }) => firstName);
    expect(await named({ mentor: ann })).toEqual(["Bob"]);
    expect(await named({ mentor: "a:1" })).toEqual(["Bob"]);
    expect(await named({ mentor: true })).toEqual(["Bob"]);
    expect(await named({ mentor: false })).toEqual(["Ann", "Cyd"]);
    expect(await named({ publisher: null })).toEqual(["Cyd"]);
    expect(await named({ publisher: [] })).toEqual([]);
  });

  it("R-FILT-6 conditions in one collection object are about the same child: one EXISTS", async () => {
    expect(await authors({ books: { title: "b2", reviews: { rating: { gte: 4 } } } })).toEqual({
      names: [],
      sql: '… WHERE EXISTS (SELECT 1 FROM "public"."books" AS b WHERE b."author_id" = a."id" AND b."title" = $1::text AND EXISTS (SELECT 1 FROM "public"."reviews" AS r WHERE r."book_id" = b."id" AND r."rating" >= $2::integer)) ORDER BY a."id" ASC',
    });
  });

  it("R-FILT-8 many-to-many filters join the other table only when more than its id is asked for", async () => {
    expect(await authors({ books: { tags: { name: "sea" } } })).toEqual({
      names: ["Ann"],
      sql: '… WHERE EXISTS (SELECT 1 FROM "public"."books" AS b WHERE b."author_id" = a."id" AND EXISTS (SELECT 1 FROM "public"."books_to_tags" AS b2 JOIN "public"."tags" AS t ON t."id" = b2."tag_id" WHERE b2."book_id" = b."id" AND t."name" = $1::text)) ORDER BY a."id" ASC',
    });
    const em = database.newEm();
    let titles: string[] = [];
    const [sql] = await database.statements(async () => {
      titles = (await em.find(Book, { tags: "t:2" })).map(({ title }) => title);
    });
    expect(titles).toEqual(["b1", "b2"]);
    expect(sql).toBe(
      'SELECT b."id", b."title", b."author_id", b."position", b."notes", b."keywords", b."details", b."version", b."created_at", b."updated_at" FROM "public"."books" AS b WHERE EXISTS (SELECT 1 FROM "public"."books_to_tags" AS b2 WHERE b2."book_id" = b."id" AND b2."tag_id" = $1::integer) ORDER BY b."id" ASC',
    );
  });

  it("R-FILT-4 a collection is asked whether it has any", async () => {
    expect((await authors({ books: true })).names).toEqual(["Ann", "Bob"]);
    expect((await authors({ books: false })).names).toEqual(["Cyd"]);
    expect((await authors({ image: true })).names).toEqual(["Ann"]);
    expect((await authors({ image: { fileName: "ann.png" } })).names).toEqual(["Ann"]);
  });

  it("R-ENUM-5 an enum is found by its code", async () => {
    expect(await authors({ favoriteColor: "RED" })).toEqual({
      names: ["Ann"],
      sql: '… WHERE a."favorite_color_id" = $1::integer ORDER BY a."id" ASC',
    });
  });

  it("R-ARR-6 R-FILT-1/array a list on an array column asks what it contains", async () => {
    const found = await database.newEm().find(Book, { keywords: ["y"] });
    expect(found.map(({ title }) => title)).toEqual(["b3"]);
  });

  it("R-FILT-1/equal eq asks for the whole list of an array column, and for the whole value of a jsonb column", async () => {
    const em = database.newEm();
    const [b1, b2, b3] = await em.find(Book, {});
    b1!.details = {};
    b2!.details = { a: {} };
    await em.flush();
    expect(await em.find(Book, { keywords: { eq: ["y"] } })).toEqual([]);
    expect(await em.find(Book, { keywords: { eq: ["x", "y"] } })).toEqual([b3]);
    expect(await em.find(Book, { details: { eq: {} } })).toEqual([b1]);
    expect(await em.find(Book, { details: { ne: {} } })).toEqual([b2]);
  });

  it("R-FIND-7 a new entity matches nothing and is no error", async () => {
    const em = database.newEm();
    const fresh = em.create(Author, { firstName: "new" });
    expect(await em.find(Author, { mentor: fresh })).toEqual([]);
  });

  it("R-FIND-7, R-FILT-1/none of a reference that is unset matches no value to be left out, not even a new entity", async () => {
    const em = database.newEm();
    const [ann, bob] = await em.find(Author, {});
    bob!.mentor.set(ann);
    await em.flush();
    const fresh = em.create(Author, { firstName: "new" });
    const without = async (list: ReadonlyArray<Author | null>): Promise<string[]> =>
      (await em.find(Author, { mentor: { nin: list } })).map(({ firstName }) => firstName);
    expect(await without([bob!])).toEqual(["Bob"]);
    expect(await without([fresh])).toEqual(["Bob"]);
    expect(await without([fresh, ann!])).toEqual([]);
    expect(await without([])).toEqual(["Ann", "Bob", "Cyd"]);
  });

  it("R-ORD-1 orders by own fields and through references, keeping rows without them; the id decides ties", async () => {
    const em = database.newEm();
    let names: string[] = [];
    const [sql] = await database.statements(async () => {
      const found = await em.find(
        Author,
        {},
        {
          orderBy: [{ publisher: { name: "DESC NULLS LAST" } }, { age: "ASC" }],
          limit: 2,
          offset: 1,
        },
      );
      names = found.map(({ firstName }) => firstName);
    });
    expect(names).toEqual(["Ann", "Cyd"]);
    expect(sql).toBe(
      `SELECT a.${columns.a} FROM "public"."authors" AS a LEFT JOIN "public"."publishers" AS p ON p."id" = a."publisher_id" ORDER BY p."name" DESC NULLS LAST, a."age" ASC, a."id" ASC LIMIT $1::bigint OFFSET $2::bigint`,
    );
  });

  it("R-DEL-2 what is deleted in this em takes no place in a page and is not counted", async () => {
    const em = database.newEm();
    const [ann, bob, cyd] = await em.find(Author, {});
    em.delete([ann!, bob!]);
    const page = em.find(Author, {}, { limit: 1 });
    expect([await page, await em.findOne(Author, {}), await em.findCount(Author, {})]).toEqual([
      [cyd],
      cyd,
      1,
    ]);
    const [sql] = await database.statements(() => em.findCount(Author, { age: 30 }));
    expect(sql).toBe(
      'SELECT count(*) FROM "public"."authors" AS a WHERE a."age" = $1::integer AND a."id" <> ALL($2::integer[])',
    );
  });

  it("R-FIND-3 a hit that is in memory is that object with its changes; a deleted one is left out", async () => {
    const em = database.newEm();
    const [ann, bob] = await em.find(Author, { age: { gt: 0 } });
    ann!.age = 31;
    em.delete(bob!);
    const again = await em.find(Author, { age: [30, 40] });
    expect(again).toEqual([ann]);
    expect(again[0]!.age).toBe(31);
  });

  it("R-FIND-1/findOne, R-FIND-1/findOneOrFail finds one, refuses several, and reports none", async () => {
    const em = database.newEm();
    expect((await em.findOne(Author, { firstName: "Ann" }))?.firstName).toBe("Ann");
    expect(await em.findOne(Author, { firstName: "nobody" })).toBeUndefined();
    await expect(em.findOne(Author, {})).rejects.toMatchObject({
      code: "TOO_MANY",
      message: "Found more than one: Author:1, Author:2",
    });
    expect((await em.findOneOrFail(Author, { firstName: "Bob" })).firstName).toBe("Bob");
    await expect(em.findOneOrFail(Author, {})).rejects.toMatchObject({ code: "TOO_MANY" });
    await expect(em.findOneOrFail(Author, { firstName: "nobody" })).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "Did not find Author for given query",
    });
  });

  it.each([
    [{ firstNam: "x" }, "firstNam is not a field of Author, did you mean firstName?"],
    [{ books: { titel: "x" } }, "books.titel is not a field of Book, did you mean title?"],
    [{ age: "30" }, "age is not a number"],
    [{ age: { gt: { valueOf: 3 } } }, "age.gt is not a number"],
    [{ age: { like: "%" } }, "age.like is not an operator for integer, did you mean lte?"],
    [{ age: { in: 3 } }, "age.in is not a list"],
    [{ publisher: new Date(0) }, "publisher is neither an id nor an entity of Publisher"],
    ["x", "is not a filter object"],
  ])("R-FIND-10 %o is refused by name", async (where, reason) => {
    const error: unknown = await database
      .newEm()
      .find(Author, where as object)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "INVALID_FILTER" });
    expect((error as Error).message).toBe(`Invalid filter on Author: ${reason}`);
  });

  it("R-FILT-6 every one of the members must have what a reference of theirs is asked for", async () => {
    const em = database.newEm();
    const p1 = await em.findOneOrFail(Publisher, { name: "P1" });
    const [dan, eve] = ["Dan", "Eve"].map((firstName) => em.create(Author, { firstName }));
    // Ann has a publisher, Fay has none.
    em.create(Author, { firstName: "Gus", mentor: dan!, publisher: p1 });
    em.create(Author, { firstName: "Fay", mentor: eve! });
    await em.flush();
    const every = { every: { publisher: { name: "P1" } } };
    expect((await authors({ firstName: ["Dan", "Eve"], mentees: every })).names).toEqual(["Dan"]);
    const either = { every: { or: [{ publisher: { name: "P1" } }, { age: 1 }] } };
    expect((await authors({ firstName: ["Dan", "Eve"], mentees: either })).names).toEqual(["Dan"]);
  });

  it.each([{ count: 0 }, { count: { lt: 1 } }, { count: { in: [0] } }])(
    "R-FILT-8 a reference that is not set has no members to be counted: %o",
    async (books) => {
      // Only Bob has a mentor, Ann, and she has two books.
      expect((await authors({ mentor: { books } })).names).toEqual([]);
      expect((await authors({ or: [{ mentor: { books } }, { age: 30 }] })).names).toEqual(["Ann"]);
      expect((await authors({ mentor: { books: { count: 2 } } })).names).toEqual(["Bob"]);
    },
  );

  it("R-FIND-10 keys of a prototype are no fields", async () => {
    const where = JSON.parse('{"__proto__": {"firstName": "Ann"}}') as object;
    await expect(database.newEm().find(Author, where)).rejects.toMatchObject({
      code: "INVALID_FILTER",
    });
  });

  it("R-PAGE-3 sizes that are no whole numbers from 0 up are refused", async () => {
    const find = database.newEm().find(Author, {}, { limit: -1 });
    await expect(find).rejects.toMatchObject({
      code: "INVALID_FILTER",
      message: "Invalid filter on Author: limit is not a whole number from 0 up",
    });
  });
});
