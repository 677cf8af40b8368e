// Writing through the API.
import { afterAll, beforeAll, expect, it } from "vitest";
import { Author } from "../src/entities/Author.ts";
import { Book } from "../src/entities/Book.ts";
import { newTestApp, type TestApp } from "./newTestApp.ts";

let app: TestApp;

beforeAll(async () => {
  app = await newTestApp("mutations");
  const em = app.newEm();
  em.create(Book, { title: "b1", author: em.create(Author, { name: "a1" }) });
  await em.flush();
});

afterAll(() => app.close());

it("a reader writes a review, changes it and takes its text back", async () => {
  expect(
    (
      await app.query(
        `mutation { saveReader(input: { name: "Ann", email: "ann@example.org" }) { reader { id name isGenerated } } }`,
      )
    ).body,
  ).toEqual({ data: { saveReader: { reader: { id: "r:1", name: "Ann", isGenerated: false } } } });

  expect(
    (
      await app.query(
        `mutation ($input: SaveReviewInput!) {
          saveReview(input: $input) { review { id rating body isGenerated book { title } reader { name } } }
        }`,
        { input: { bookId: "b:1", readerId: "r:1", rating: 4, body: "Good" } },
      )
    ).body,
  ).toEqual({
    data: {
      saveReview: {
        review: {
          id: "review:1",
          rating: 4,
          body: "Good",
          isGenerated: false,
          book: { title: "b1" },
          reader: { name: "Ann" },
        },
      },
    },
  });

  const change = (input: string): Promise<unknown> =>
    app
      .query(
        `mutation { saveReview(input: { id: "review:1", ${input} }) { review { rating body } } }`,
      )
      .then(({ body }) => body);
  expect(await change("rating: 5")).toEqual({
    data: { saveReview: { review: { rating: 5, body: "Good" } } },
  });
  expect(await change("body: null")).toEqual({
    data: { saveReview: { review: { rating: 5, body: null } } },
  });
  expect((await app.query(`{ book(id: "b:1") { reviews { rating body } } }`)).body).toEqual({
    data: { book: { reviews: [{ rating: 5, body: null }] } },
  });
});

it("R-WRITE-1 a new reader is one INSERT", async () => {
  const sent = await app.statements(() =>
    app.query(
      `mutation { saveReader(input: { name: "Ben", email: "ben@example.org" }) { reader { id } } }`,
    ),
  );

  expect(sent).toMatchInlineSnapshot(`
    [
      "WITH written AS (INSERT INTO "public"."readers" ("id", "name", "email", "is_generated", "version", "created_at", "updated_at") SELECT c0, c1, c2, c3, c4, $6::timestamptz, $7::timestamptz FROM unnest($1::integer[], $2::text[], $3::text[], $4::boolean[], $5::integer[]) AS given(c0, c1, c2, c3, c4) RETURNING "id") SELECT CASE WHEN count(*) <> cardinality($1::integer[]) THEN ('kingpost:skipped readers ' || (SELECT json_agg(key::text) FROM unnest($1::integer[]) AS key WHERE key NOT IN (SELECT "id" FROM written)))::integer END AS failure FROM written",
    ]
  `);
});
