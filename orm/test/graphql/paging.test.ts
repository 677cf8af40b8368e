// Pages by cursors and by limit and offset, through the schema that codegen makes.
import type { GraphQLSchema } from "graphql";
import { paginateCursor } from "kingpost/graphql";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { ask, newSchema, scaffoldedSdl } from "./scaffoldedSchema.ts";

const database = useTestDatabase();
let schema: GraphQLSchema;
let limited: GraphQLSchema;

beforeAll(async () => {
  const config = { filters: "operators", unindexed: true } as const;
  schema = newSchema(await scaffoldedSdl(config));
  limited = newSchema(await scaffoldedSdl({}, "limit"));
});

beforeEach(async () => {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "P" });
  // Equal ages and none at all: the order is total all the same.
  for (const [firstName, age] of [
    ["a", 30],
    ["b", undefined],
    ["c", 30],
    ["d", 20],
    ["e", undefined],
  ] as const)
    em.create(Author, { firstName, age, publisher });
  await em.flush();
});

interface Page {
  readonly names: string;
  readonly start: string;
  readonly end: string;
  readonly flags: string;
}

async function page(args: string): Promise<Page> {
  const answer = await ask(
    schema,
    database.newEm(),
    `{ authors(${args}) { nodes { firstName } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`,
  );
  const { nodes, pageInfo } = (
    answer.data as {
      authors: { nodes: { firstName: string }[]; pageInfo: Record<string, string | boolean> };
    }
  ).authors;
  return {
    names: nodes.map(({ firstName }) => firstName).join(""),
    start: String(pageInfo["startCursor"]),
    end: String(pageInfo["endCursor"]),
    flags: `${String(pageInfo["hasPreviousPage"])} ${String(pageInfo["hasNextPage"])}`,
  };
}

describe("paginateCursor", () => {
  it("R-GQLS-7 R-GQL-7 R-GQLS-1/paginateCursor walks through any order in both directions, and knows what is around", async () => {
    const order = "orderBy: [age_DESC, firstName_ASC]";
    const one = await page(`${order}, first: 2`);
    const two = await page(`${order}, first: 2, after: "${one.end}"`);
    const three = await page(`${order}, first: 2, after: "${two.end}"`);
    const back = await page(`${order}, last: 2, before: "${three.start}"`);
    const last = await page(`${order}, last: 2`);

    expect([one, two, three, back, last].map(({ names, flags }) => [names, flags])).toEqual([
      ["be", "false true"],
      ["ac", "true true"],
      ["d", "true false"],
      ["ac", "true true"],
      ["cd", "true false"],
    ]);
  });

  it("R-GQLS-7 counts and looks back only for what is selected", async () => {
    const { end } = await page("first: 2");
    const count = async (fields: string): Promise<number> =>
      (
        await database.statements(() =>
          ask(
            schema,
            database.newEm(),
            `{ authors(first: 2, after: "${end}") { nodes { id } pageInfo { ${fields} } } }`,
          ),
        )
      ).length;

    expect([
      await count("endCursor hasNextPage"),
      await count("hasPreviousPage"),
      await count("totalCount"),
      await count("totalCount again: totalCount hasPreviousPage"),
    ]).toEqual([1, 2, 2, 3]);
  });

  it.each([
    ["first: -1", "A page has 0 to 1000 rows: first cannot be -1"],
    ["first: 1001", "A page has 0 to 1000 rows: first cannot be 1001"],
    ["last: 1001", "A page has 0 to 1000 rows: last cannot be 1001"],
    ["first: 1, last: 1", "Give first or last, not both: a page goes forward or backward"],
    ['after: "x"', "Invalid cursor for Author: it is malformed"],
  ])("R-GQLS-7 %s is BAD_USER_INPUT", async (args, message) => {
    const { errors } = await ask(schema, database.newEm(), `{ authors(${args}) { nodes { id } } }`);

    expect(errors).toMatchObject([{ message, extensions: { code: "BAD_USER_INPUT" } }]);
  });

  it("R-GQLS-7 has 100 rows where nobody says, and what the application says holds beside the filter", async () => {
    const em = database.newEm();
    em.createMany(
      Author,
      Array.from({ length: 120 }, (_, at) => ({ firstName: `n${at}` })),
    );
    await em.flush();
    const authors = (_: unknown, args: object, ctx: never, info: never): unknown =>
      paginateCursor(ctx, Author, args, info, {
        where: { publisher: { ne: null } },
        maxPageSize: 3,
      });
    const own = newSchema(await scaffoldedSdl(), { Query: { authors } });

    const { data } = await ask(schema, database.newEm(), "{ authors { nodes { id } } }");
    expect((data as { authors: { nodes: unknown[] } }).authors.nodes).toHaveLength(100);
    const query = "{ authors { nodes { firstName } pageInfo { totalCount hasNextPage } } }";
    expect(await ask(own, database.newEm(), query)).toEqual({
      data: {
        authors: {
          nodes: [{ firstName: "a" }, { firstName: "b" }, { firstName: "c" }],
          pageInfo: { totalCount: 5, hasNextPage: true },
        },
      },
    });
  });

  it("R-GQLS-10 R-GQL-6 filters by what the schema offers, and by nothing else", async () => {
    const em = database.newEm();
    const offered = `query ($filter: AuthorFilter) { authors(filter: $filter) { nodes { firstName } } }`;
    const found = await ask(schema, em, offered, {
      filter: { age: { gte: 25 }, publisher: { name: { ilike: "p%" } }, firstName: { ne: null } },
    });
    const refused = await ask(schema, em, offered, { filter: { isActiv: { eq: true } } });
    const order = await ask(schema, em, "{ authors(orderBy: [password_ASC]) { nodes { id } } }");

    expect(found).toEqual({
      data: { authors: { nodes: [{ firstName: "a" }, { firstName: "c" }] } },
    });
    expect([refused, order].map(({ data, errors }) => [data, errors?.length])).toEqual([
      [undefined, 1],
      [undefined, 1],
    ]);
  });
});

describe("paginateLimit", () => {
  const fields =
    "entities { firstName } pageInfo { totalCount hasNextPage hasPreviousPage nextPage currentPage }";

  it("R-GQLS-7 R-GQLS-1/paginateLimit gives pages by limit and offset, and counts only for what is selected", async () => {
    const query = `{ authors(orderBy: [id_DESC], limit: 2, offset: 2) { ${fields} } }`;
    const plain = await database.statements(() =>
      ask(
        limited,
        database.newEm(),
        "{ authors(limit: 2) { entities { id } pageInfo { currentPage } } }",
      ),
    );
    const counted = await database.statements(async () => {
      expect(await ask(limited, database.newEm(), query)).toEqual({
        data: {
          authors: {
            entities: [{ firstName: "c" }, { firstName: "b" }],
            pageInfo: {
              totalCount: 5,
              hasNextPage: true,
              hasPreviousPage: true,
              nextPage: 3,
              currentPage: 2,
            },
          },
        },
      });
    });

    expect([plain.length, counted.length]).toEqual([1, 2]);
  });

  it("R-GQLS-7 the last page has none behind it, and sizes have limits", async () => {
    const last = await ask(
      limited,
      database.newEm(),
      `{ authors(limit: 2, offset: 4) { ${fields} } }`,
    );
    const bad = await Promise.all(
      ["limit: 1001", "limit: -1", "offset: -1", "offset: 100001"].map((args) =>
        ask(limited, database.newEm(), `{ authors(${args}) { entities { id } } }`),
      ),
    );

    expect(last).toMatchObject({
      data: {
        authors: {
          entities: [{ firstName: "e" }],
          pageInfo: { hasNextPage: false, nextPage: null },
        },
      },
    });
    expect(bad.map(({ errors }) => (errors as { extensions: unknown }[])[0]!.extensions)).toEqual(
      bad.map(() => ({ code: "BAD_USER_INPUT" })),
    );
  });
});
