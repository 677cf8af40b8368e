import type { GraphQLFilterOf } from "kingpost";
import { findGql } from "kingpost/graphql";
import { beforeEach, describe, expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "P1" });
  em.create(Author, { firstName: "Ann", age: 30, publisher });
  em.create(Author, { firstName: "Bob" });
  await em.flush();
});

describe("findGql", () => {
  it.each([
    [null, ["Ann", "Bob"]],
    [{ firstName: null, publisher: null, or: null }, ["Ann", "Bob"]],
    [{ age: { gte: null, lt: 40 } }, ["Ann"]],
    [{ age: { eq: null } }, ["Bob"]],
    [{ age: { op: "eq", value: null } }, ["Bob"]],
    [{ age: { op: "gt", value: 10 } }, ["Ann"]],
    [{ age: { op: "gt", value: null } }, ["Ann", "Bob"]],
    [{ age: [30, null] }, ["Ann", "Bob"]],
    [{ publisher: { name: { search: "p" }, authors: null } }, ["Ann"]],
    [{ publisherId: null }, ["Ann", "Bob"]],
    [{ publisherId: "p:1" }, ["Ann"]],
    [{ publisherId: ["p:1", null] }, ["Ann", "Bob"]],
    [{ publisherId: { eq: null } }, ["Bob"]],
    [{ publisherId: { ne: null, in: null } }, ["Ann"]],
    [{ publisherId: "p:1", publisher: { name: "other" } }, []],
    [{ publisherId: "p:1", firstName: "Bob" }, []],
    [{ not: { publisherId: "p:1" } }, []],
    [{ not: { publisherId: null, firstName: "Ann" } }, ["Bob"]],
    [{ publisher: { authors: { some: { publisherId: ["p:1"], age: { lt: null } } } } }, ["Ann"]],
    [{ publisher: { authors: { none: { age: { gte: 30, lt: null } }, every: null } } }, []],
    [{ or: [null, { publisherId: "p:1" }] }, ["Ann"]],
    [{ or: [{ firstName: "Bob", age: null }, { age: { op: "gte", value: 30 } }] }, ["Ann", "Bob"]],
  ])(
    "R-FIND-11 R-FILT-11 null is absent, except where it asks for NULL: %o",
    async (where, names) => {
      const found = await findGql(database.newEm(), Author, where, { limit: null, offset: null });
      expect(found.map(({ firstName }) => firstName)).toEqual(names);
    },
  );

  it("R-FIND-11 R-GQLS-1/findGql loads a hint, and refuses what is no filter", async () => {
    const em = database.newEm();
    const [ann] = await findGql(
      em,
      Author,
      { firstName: "Ann" },
      { populate: "publisher", limit: 1 },
    );
    expect(ann?.publisher.get?.name).toBe("P1");
    await expect(findGql(em, Author, { firstNam: "x" } as object)).rejects.toMatchObject({
      code: "INVALID_FILTER",
    });
  });

  it("R-FILT-11 a reference by its id is one condition on its column, whatever is said beside it", async () => {
    const em = database.newEm();
    const sent = await database.recorded(() =>
      findGql(em, Author, {
        publisherId: ["p:1"],
        publisher: { name: { search: null, eq: "P1" } },
      }),
    );
    expect(sent.map(({ text, values }) => [text, values])).toMatchInlineSnapshot(`
      [
        [
          "SELECT a."id", a."first_name", a."last_name", a."age", a."balance", a."born_on", a."is_active", a."publisher_id", a."mentor_id", a."favorite_color_id", a."version", a."created_at", a."updated_at" FROM "public"."authors" AS a JOIN "public"."publishers" AS p ON p."id" = a."publisher_id" WHERE a."publisher_id" = ANY($1::integer[]) AND p."name" = $2::text ORDER BY a."id" ASC",
          [
            "{"1"}",
            "P1",
          ],
        ],
      ]
    `);
    const same = await database.statements(() =>
      findGql(em, Author, { publisherId: ["p:2"], firstName: null }),
    );
    const plain = await database.statements(() =>
      database.newEm().find(Author, { publisher: ["p:2"] }),
    );
    expect(same).toEqual(plain);
  });

  it("R-FILT-11 polymorphic references have such keys too", async () => {
    const em = database.newEm();
    const article = em.create(Article, { title: "t" });
    const first = em.create(Comment, { body: "c", parent: article });
    em.create(Comment, { body: "d", parent: first });
    await em.flush();
    const bodiesOf = async (where: GraphQLFilterOf<Comment>): Promise<unknown> =>
      (await findGql(database.newEm(), Comment, where)).map(({ body }) => body);
    expect(await bodiesOf({ parentId: article.id })).toEqual(["c"]);
    expect(await bodiesOf({ parentId: { in: [first.id], ne: null } })).toEqual(["d"]);
    expect(await bodiesOf({ parentComment: { parentId: article.id, body: null } })).toEqual(["d"]);
    expect(await bodiesOf({ replies: { some: { parentId: first.id } } })).toEqual(["c"]);
  });

  it("R-FILT-11 R-GQLS-10 no other key becomes a reference", async () => {
    const em = database.newEm();
    for (const where of [{ firstNameId: "x" }, { booksId: "b:1" }, { Id: 1 }, { nopeId: 1 }])
      await expect(findGql(em, Author, where as object)).rejects.toMatchObject({
        code: "INVALID_FILTER",
      });
  });
});
