// The schema that codegen makes of the test domain, asked: every kind of relation, in how many round trips.
import type { GraphQLSchema } from "graphql";
import { findWithInfo } from "kingpost/graphql";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Critic } from "../schema/entities/Critic.ts";
import { Customer } from "../schema/entities/Customer.ts";
import { Document } from "../schema/entities/Document.ts";
import { Image } from "../schema/entities/Image.ts";
import { Order } from "../schema/entities/Order.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { PublisherGroup } from "../schema/entities/PublisherGroup.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { ask, newSchema, scaffoldedSdl } from "./scaffoldedSchema.ts";

const database = useTestDatabase();
let sdl: string;
let schema: GraphQLSchema;

beforeAll(async () => {
  sdl = await scaffoldedSdl({ deleteMutations: true });
  schema = newSchema(sdl);
});

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

function askIt(source: string, variables?: Readonly<Record<string, unknown>>): Promise<unknown> {
  return ask(schema, database.newEm(), source, variables);
}

describe("entityResolver", () => {
  it("R-GQLS-2 R-GQLS-1/entityResolver R-GQLS-1/resolveEntityType tells the types of polymorphic references and of hierarchies", async () => {
    const em = database.newEm();
    const article = em.create(Article, { title: "t" });
    const first = em.create(Comment, { body: "c", parent: article });
    em.create(Comment, { body: "d", parent: first });
    await em.flush();

    const sent = await database.statements(async () => {
      expect(
        await askIt(`{ comments { nodes {
          body parent { __typename ... on Article { title } ... on Comment { body parent { ... on Article { title } } } }
        } } }`),
      ).toEqual({
        data: {
          comments: {
            nodes: [
              { body: "c", parent: { __typename: "Article", title: "t" } },
              { body: "d", parent: { __typename: "Comment", body: "c", parent: { title: "t" } } },
            ],
          },
        },
      });
    });
    expect(sent.length).toBeLessThanOrEqual(4);
  });

  it("R-GQLS-2 a large collection is a page, and all of a tick are one statement", async () => {
    const em = database.newEm();
    const groups = ["g1", "g2", "g3"].map((name) => em.create(PublisherGroup, { name }));
    for (const group of groups)
      for (const name of ["a", "b", "c"])
        em.create(Critic, { name: `${group.name}${name}`, group });
    await em.flush();

    const sent = await database.statements(async () => {
      expect(
        await askIt(
          `{ publisherGroups { nodes { name critics(first: 2) { nodes { name } pageInfo { hasNextPage } } } } }`,
        ),
      ).toEqual({
        data: {
          publisherGroups: {
            nodes: ["g1", "g2", "g3"].map((name) => ({
              name,
              critics: {
                nodes: [{ name: `${name}a` }, { name: `${name}b` }],
                pageInfo: { hasNextPage: true },
              },
            })),
          },
        },
      });
    });
    expect(sent.length).toBe(2);
  });

  it("R-GQLS-3 a reference of which only id and type are asked is answered from its key, in a page as well", async () => {
    const sent = await database.statements(async () => {
      expect(await askIt("{ books { nodes { author { __typename id } } } }")).toEqual({
        data: {
          books: {
            nodes: [
              { author: { __typename: "Author", id: "a:1" } },
              { author: { __typename: "Author", id: "a:2" } },
            ],
          },
        },
      });
    });

    expect(sent).toHaveLength(1);
  });

  it("R-GQLS-6 shows no members that are softly deleted", async () => {
    const em = database.newEm();
    const article = em.create(Article, { title: "t" });
    em.create(Comment, { body: "c", parent: article });
    const gone = em.create(Comment, { body: "d", parent: article });
    await em.flush();
    em.softDelete(gone);
    await em.flush();

    expect(await askIt("{ articles { nodes { comments { body } } } }")).toEqual({
      data: { articles: { nodes: [{ comments: [{ body: "c" }] }] } },
    });
  });
});

it("R-GQLS-2 resolves what is written by hand in the class, and lazy columns", async () => {
  const em = database.newEm();
  const customer = em.create(Customer, { name: "c" });
  em.create(Order, { customer, note: "n" });
  em.create(Document, { title: "t", body: "long" }).approve("r");
  await em.flush();
  const own = newSchema(
    sdl
      .replace(
        "type Customer {",
        "type Customer {\n  latestOrder: Order\n  shipments: [Shipment!]!\n  parcelCount: Int!\n  orderCount: Int!",
      )
      .replace("type Document {", "type Document {\n  body: String!"),
  );
  const query = `{
    customers { nodes { latestOrder { note } shipments { id } parcelCount orderCount } }
    documents { nodes { title body } }
  }`;

  expect(await ask(own, database.newEm(), query)).toEqual({
    data: {
      customers: {
        nodes: [{ latestOrder: { note: "n" }, shipments: [], parcelCount: 0, orderCount: 1 }],
      },
      documents: { nodes: [{ title: "t", body: "long" }] },
    },
  });
});

describe("look-ahead", () => {
  it("R-GQLS-4 what is selected below a page comes with it, in one round trip and one statement per relation and level", async () => {
    const query = `{ authors { nodes { firstName publisher { name }
      books { title tags { name } reviews { rating book { author { firstName } } } } } } }`;

    const sent = await database.statements(() => askIt(query));
    const trips = await database.roundTrips(() => askIt(query));

    expect(
      sent.map(
        (text) =>
          /FROM "public"\."(\w+)" AS [a-z]+(?: ORDER| WHERE t\."(?:id|author_id|book_id)"| JOIN|,)/.exec(
            text,
          )?.[1],
      ),
    ).toHaveLength(5);
    expect(trips).toBe(1);
  });

  it("R-GQLS-4 an entity by its id comes in one round trip, and so does what a mutation is asked for", async () => {
    const byId = await database.roundTrips(() =>
      askIt('{ author(id: "a:1") { books { reviews { rating } tags { name } } } }'),
    );
    const em = database.newEm();
    await em.load(Author, "a:1");
    const answer = await database.roundTrips(() =>
      ask(
        schema,
        em,
        'mutation { saveAuthor(input: { id: "a:1" }) { author { books { reviews { rating } tags { name } } } } }',
      ),
    );

    expect([byId, answer]).toEqual([1, 1]);
  });

  it("R-GQLS-1/findWithInfo finds with the hint of the selection", async () => {
    const authors = (_: unknown, _args: unknown, ctx: never, info: never): unknown => {
      const nodes = findWithInfo(ctx, Author, { firstName: ["Ann"] }, info);
      return { nodes };
    };
    const trips = await database.roundTrips(async () => {
      expect(
        await ask(
          newSchema(sdl, { Query: { authors } }),
          database.newEm(),
          "{ authors { nodes { firstName books { title } } } }",
        ),
      ).toEqual({ data: { authors: { nodes: [{ firstName: "Ann", books: [{ title: "b1" }] }] } } });
    });

    expect(trips).toBe(1);
  });
});
