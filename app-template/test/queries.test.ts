// Reading through the API: nesting, statement counts, pages.
import { afterAll, beforeAll, expect, it } from "vitest";
import { Author } from "../src/entities/Author.ts";
import { Book } from "../src/entities/Book.ts";
import { Contribution } from "../src/entities/Contribution.ts";
import { Reader } from "../src/entities/Reader.ts";
import { Review } from "../src/entities/Review.ts";
import { Series } from "../src/entities/Series.ts";
import { Tag } from "../src/entities/Tag.ts";
import { newTestApp, type TestApp } from "./newTestApp.ts";

let app: TestApp;

beforeAll(async () => {
  app = await newTestApp("queries");
  const em = app.newEm();
  const readers = ["r1", "r2"].map((name) =>
    em.create(Reader, { name, email: `${name}@example.org` }),
  );
  const series = em.create(Series, { name: "s1" });
  const tag = em.create(Tag, { name: "t1" });
  const authors = ["a1", "a2", "a3"].map((name) => em.create(Author, { name }));
  for (const author of authors)
    for (const number of [1, 2]) {
      const book = em.create(Book, {
        title: `${author.name} b${number}`,
        author,
        series,
        seriesPosition: String(number),
        tags: [tag],
        language: "ENG",
        averageRating: "3.50",
        year: 2000 + number,
      });
      for (const reader of readers) em.create(Review, { book, reader, rating: number + 2 });
    }
  const first = em.getEntities(Book)[0] as Book;
  em.create(Contribution, { book: first, author: authors[1] as Author, position: 2 });
  await em.flush();
});

afterAll(() => app.close());

it("R-APP-3 R-GQLS-4 authors, their books, the reviews and the readers are one statement per level and one round trip, by HTTP", async () => {
  const query = "{ authors { nodes { name books { title reviews { rating reader { name } } } } } }";
  let answer: unknown;

  const sent = await app.statements(async () => {
    answer = await app.query(query);
  });

  expect(sent).toMatchInlineSnapshot(`
    [
      "WITH found(key) AS MATERIALIZED (SELECT a."id", a."name", a."version", a."created_at", a."updated_at" FROM "public"."authors" AS a ORDER BY a."id" ASC LIMIT $1::bigint) SELECT found.* FROM found WHERE (SELECT set_config('kingpost.found', ARRAY(SELECT found.key FROM found)::text, true)) IS NOT NULL",
      "SELECT t."id", t."title", t."original_title", t."author_id", t."year", t."isbn", t."language_id", t."series_id", t."series_position", t."average_rating", t."ratings_1", t."ratings_2", t."ratings_3", t."ratings_4", t."ratings_5", t."goodbooks_id", t."version", t."created_at", t."updated_at" FROM "public"."books" AS t WHERE t."author_id" = ANY((SELECT current_setting('kingpost.found')::integer[])::integer[])",
      "SELECT t."id", t."book_id", t."reader_id", t."rating", t."body", t."is_generated", t."version", t."created_at", t."updated_at" FROM "public"."reviews" AS t WHERE t."book_id" = ANY(ARRAY(SELECT t."id" FROM "public"."books" AS t WHERE t."author_id" = ANY((SELECT current_setting('kingpost.found')::integer[])::integer[])))",
      "SELECT t."id", t."name", t."email", t."is_generated", t."version", t."created_at", t."updated_at" FROM "public"."readers" AS t WHERE t."id" = ANY(ARRAY(SELECT t."reader_id" FROM "public"."reviews" AS t WHERE t."id" = ANY(ARRAY(SELECT t."id" FROM "public"."reviews" AS t WHERE t."book_id" = ANY(ARRAY(SELECT t."id" FROM "public"."books" AS t WHERE t."author_id" = ANY((SELECT current_setting('kingpost.found')::integer[])::integer[])))))))",
    ]
  `);
  const nodes = ["a1", "a2", "a3"].map((name) => ({
    name,
    books: [
      { title: `${name} b1`, reviews: reviewsOf(3) },
      { title: `${name} b2`, reviews: reviewsOf(4) },
    ],
  }));
  expect(answer).toEqual({ status: 200, body: { data: { authors: { nodes } } } });
  expect(app.logLines.at(-1)).toMatchObject({ statements: 4, roundTrips: 1 });
});

it("R-GQLS-3 a reference of which only the id is asked is answered from the key", async () => {
  const query = "{ books(first: 1) { nodes { id author { __typename id } } } }";

  const sent = await app.statements(async () => {
    expect(await app.query(query)).toEqual({
      status: 200,
      body: {
        data: { books: { nodes: [{ id: "b:1", author: { __typename: "Author", id: "a:1" } }] } },
      },
    });
  });

  expect(sent.length).toBe(1);
});

it("shows a book with all that belongs to it", async () => {
  const query = `{ book(id: "b:1") {
    title year seriesPosition averageRating ratings5 language languageDetail: languageDetails { name }
    series { name } tags { name } contributions { position author { name } } reviews { isGenerated }
  } }`;

  expect(await app.query(query)).toEqual({
    status: 200,
    body: {
      data: {
        book: {
          title: "a1 b1",
          year: 2001,
          seriesPosition: "1",
          averageRating: "3.50",
          ratings5: 0,
          language: "ENG",
          languageDetail: { name: "English" },
          series: { name: "s1" },
          tags: [{ name: "t1" }],
          contributions: [{ position: 2, author: { name: "a2" } }],
          reviews: [{ isGenerated: false }, { isGenerated: false }],
        },
      },
    },
  });
});

it("finds by nested filters", async () => {
  const query = `{ books(filter: { author: { name: ["a2"] }, year: [2002], tags: { name: ["t1"] } }) {
    nodes { title } pageInfo { totalCount }
  } }`;

  expect(await app.query(query)).toEqual({
    status: 200,
    body: { data: { books: { nodes: [{ title: "a2 b2" }], pageInfo: { totalCount: 1 } } } },
  });
});

it("R-GQL-7 R-GQLS-7 walks through pages forward and back by cursors", async () => {
  const first = await page("first: 4");
  expect(first).toEqual({
    ids: ["b:1", "b:2", "b:3", "b:4"],
    cursors: [expect.any(String), expect.any(String)],
    pages: { hasNextPage: true, hasPreviousPage: false, totalCount: 6 },
  });
  expect(await page(`first: 4, after: "${first.cursors[1]}"`)).toMatchObject({
    ids: ["b:5", "b:6"],
    pages: { hasNextPage: false, hasPreviousPage: true, totalCount: 6 },
  });
  expect(await page(`last: 2, before: "${first.cursors[1]}"`)).toMatchObject({
    ids: ["b:2", "b:3"],
    pages: { hasNextPage: true, hasPreviousPage: true, totalCount: 6 },
  });
});

it("R-GQLS-7 counts only when the count is asked for", async () => {
  const plain = await app.statements(() => app.query("{ series { nodes { name } } }"));
  const counted = await app.statements(() =>
    app.query("{ series { nodes { name } pageInfo { totalCount } } }"),
  );

  expect([plain.length, counted.length]).toEqual([1, 2]);
});

it("R-APP-6 logs one line per request, with its id and the counts of its statements and round trips", async () => {
  const before = app.logLines.length;

  await app.server.inject({
    method: "POST",
    url: "/graphql",
    headers: { "x-request-id": "test-1" },
    payload: { query: "{ authors { nodes { books { title } } } }" },
  });

  const lines = app.logLines
    .slice(before)
    .map(({ reqId, method, url, status, statements, roundTrips, msg }) => ({
      reqId,
      method,
      url,
      status,
      statements,
      roundTrips,
      msg,
    }));
  expect(lines).toEqual([
    {
      reqId: "test-1",
      method: "POST",
      url: "/graphql",
      status: 200,
      statements: 2,
      roundTrips: 1,
      msg: "request",
    },
  ]);
});

function reviewsOf(rating: number): object[] {
  return [
    { rating, reader: { name: "r1" } },
    { rating, reader: { name: "r2" } },
  ];
}

interface BooksPage {
  readonly ids: ReadonlyArray<string>;
  /** Of the first and of the last book. */
  readonly cursors: ReadonlyArray<string>;
  readonly pages: object;
}

async function page(args: string): Promise<BooksPage> {
  const fields = "startCursor endCursor hasNextPage hasPreviousPage totalCount";
  const { body } = await app.query(`{ books(${args}) { nodes { id } pageInfo { ${fields} } } }`);
  const { nodes, pageInfo } = (body as BooksAnswer).data.books;
  const { startCursor, endCursor, ...pages } = pageInfo;
  return { ids: nodes.map(({ id }) => id), cursors: [startCursor, endCursor], pages };
}

interface BooksAnswer {
  readonly data: {
    readonly books: {
      readonly nodes: ReadonlyArray<{ readonly id: string }>;
      readonly pageInfo: { readonly startCursor: string; readonly endCursor: string };
    };
  };
}
