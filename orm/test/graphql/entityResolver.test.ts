import { buildSchema } from "graphql";
import { entityResolver } from "kingpost/graphql";
import { beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Image } from "../schema/entities/Image.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { ask } from "./executable.ts";

const database = useTestDatabase();

beforeEach(async () => {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "P" });
  const tag = em.create(Tag, { name: "sea" });
  const ann = em.create(Author, { firstName: "Ann", age: 30, publisher, favoriteColor: "RED" });
  const bob = em.create(Author, { firstName: "Bob", mentor: ann });
  em.create(Image, { fileName: "ann.png", author: ann });
  const b1 = em.create(Book, { title: "b1", author: ann, tags: [tag] });
  const b2 = em.create(Book, { title: "b2", author: bob });
  for (const [book, rating] of [
    [b1, 5],
    [b1, 4],
    [b2, 3],
  ] as const)
    em.create(Review, { book, rating });
  await em.flush();
});

describe("entityResolver", () => {
  it("R-GQLS-2 resolves ids, fields, enums, their details and the getters of the class", async () => {
    const answer = await ask(
      database.newEm(),
      "{ authors { id firstName age isActive favoriteColor favoriteColorDetails { code name } isRed } }",
    );

    expect(answer).toEqual({
      data: {
        authors: [
          {
            id: "a:1",
            firstName: "Ann",
            age: 30,
            isActive: true,
            favoriteColor: "RED",
            favoriteColorDetails: { code: "RED", name: "Red" },
            isRed: true,
          },
          {
            id: "a:2",
            firstName: "Bob",
            age: null,
            isActive: true,
            favoriteColor: null,
            favoriteColorDetails: null,
            isRed: false,
          },
        ],
      },
    });
  });

  it("R-GQLS-2 resolves every kind of relation from both sides, and fields under an alias", async () => {
    const answer = await ask(
      database.newEm(),
      `{ authors {
        publisher { name } mentor { firstName } mentees { firstName } image { fileName author { firstName } }
        books { heading author { firstName } tags { name books { title } } }
      } }`,
    );

    expect(answer).toEqual({
      data: {
        authors: [
          {
            publisher: { name: "P" },
            mentor: null,
            mentees: [{ firstName: "Bob" }],
            image: { fileName: "ann.png", author: { firstName: "Ann" } },
            books: [
              {
                heading: "b1",
                author: { firstName: "Ann" },
                tags: [{ name: "sea", books: [{ title: "b1" }] }],
              },
            ],
          },
          {
            publisher: null,
            mentor: { firstName: "Ann" },
            mentees: [],
            image: null,
            books: [{ heading: "b2", author: { firstName: "Bob" }, tags: [] }],
          },
        ],
      },
    });
  });

  it("R-GQLS-4 a nested query costs one statement per level, for any number of entities", async () => {
    const sent = await database.statements(() =>
      ask(database.newEm(), "{ authors { books { title reviews { rating book { title } } } } }"),
    );

    expect(sent).toMatchInlineSnapshot(`
      [
        "SELECT a."id", a."first_name", a."last_name", a."age", a."balance", a."born_on", a."is_active", a."publisher_id", a."mentor_id", a."favorite_color_id", a."version", a."created_at", a."updated_at" FROM "public"."authors" AS a ORDER BY a."id" ASC",
        "SELECT t."id", t."title", t."author_id", t."position", t."notes", t."keywords", t."details", t."version", t."created_at", t."updated_at" FROM "public"."books" AS t WHERE t."author_id" = ANY($1::integer[])",
        "SELECT t."id", t."book_id", t."rating", t."body", t."version", t."created_at", t."updated_at" FROM "public"."reviews" AS t WHERE t."book_id" = ANY(ARRAY(SELECT t."id" FROM "public"."books" AS t WHERE t."author_id" = ANY($1::integer[])))",
      ]
    `);
  });

  it("R-GQLS-3 a reference of which only the id is asked is answered from the foreign key", async () => {
    const sent = await database.statements(async () => {
      const em = database.newEm();
      const [book] = await em.find(Book, { title: "b2" });
      const query = `
        query { ids { firstName mentor { id ...Key ... on Author { __typename id } } } }
        fragment Key on Author { id }
      `;
      expect(await ask(em, query, { ids: async () => [await book!.author.load()] })).toEqual({
        data: { ids: [{ firstName: "Bob", mentor: { id: "a:1", __typename: "Author" } }] },
      });
    });

    expect(sent.map((sql) => /FROM "public"."(\w+)"/.exec(sql)?.[1])).toEqual(["books", "authors"]);
  });

  it("R-GQLS-3 a reference of which more is asked is loaded, also in a fragment", async () => {
    const query = `
      query { author(id: "a:2") { mentor { id ...Name } } }
      fragment Name on Author { firstName }
    `;

    expect(await ask(database.newEm(), query)).toEqual({
      data: { author: { mentor: { id: "a:1", firstName: "Ann" } } },
    });
  });

  it("R-GQLS-2 a root may be an id: it is loaded when more than the id is asked, all of a tick at once", async () => {
    const queries = { ids: () => ["a:1", "a:2"] };

    const onlyIds = await database.statements(async () => {
      expect(await ask(database.newEm(), "{ ids { id } }", queries)).toEqual({
        data: { ids: [{ id: "a:1" }, { id: "a:2" }] },
      });
    });
    const names = await database.statements(async () => {
      expect(await ask(database.newEm(), "{ ids { id firstName } }", queries)).toEqual({
        data: {
          ids: [
            { id: "a:1", firstName: "Ann" },
            { id: "a:2", firstName: "Bob" },
          ],
        },
      });
    });

    expect([onlyIds.length, names.length]).toEqual([0, 1]);
  });

  it("R-GQLS-2 leaves out the members for which a schema that is given has no field", () => {
    const schema = buildSchema(
      "type Query { a: Author } type Author { id: ID! firstName: String }",
    );

    expect(Object.keys(entityResolver(Author, {}, { schema })).toSorted()).toEqual([
      "firstName",
      "id",
    ]);
  });

  it("R-GQLS-2 resolves methods without arguments and hand-written getters, and nothing that all entities share", () => {
    abstract class Shouting extends Author {
      get loud(): string {
        return this.firstName.toUpperCase();
      }
      twice(): string {
        return this.firstName + this.firstName;
      }
      repeat(times: number): string {
        return this.firstName.repeat(times);
      }
    }
    // Entities are made by managers only; the resolvers need nothing but the class.
    const own = Object.keys(entityResolver(Shouting as unknown as typeof Author));
    const plain = new Set(Object.keys(entityResolver(Author)));

    expect(own.filter((name) => !plain.has(name))).toEqual(["loud", "twice"]);
    expect(
      ["em", "set", "populate", "toJSON", "idTagged"].filter((name) => plain.has(name)),
    ).toEqual([]);
  });
});
