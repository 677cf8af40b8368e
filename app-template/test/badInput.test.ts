// What clients do wrong: each a clear error with a code, without a stack, and nothing half-written.
import { afterAll, beforeAll, expect, it } from "vitest";
import { Author } from "../src/entities/Author.ts";
import { Book } from "../src/entities/Book.ts";
import { Reader } from "../src/entities/Reader.ts";
import { Review } from "../src/entities/Review.ts";
import { newTestApp, type TestApp } from "./newTestApp.ts";

let app: TestApp;

beforeAll(async () => {
  app = await newTestApp("bad_input");
  const em = app.newEm();
  const author = em.create(Author, { name: "a1" });
  const book = em.create(Book, { title: "b1", author });
  const reader = em.create(Reader, { name: "r1", email: "r1@example.org" });
  em.create(Review, { book, reader, rating: 5 });
  await em.flush();
});

afterAll(() => app.close());

it("an unknown id is NOT_FOUND", async () => {
  expect(await app.query(`{ book(id: "b:99") { title } }`)).toEqual({
    status: 200,
    body: {
      data: null,
      errors: [
        {
          message: "b:99 was not found",
          locations: [{ line: 1, column: 3 }],
          path: ["book"],
          extensions: { code: "NOT_FOUND" },
        },
      ],
    },
  });
});

it("the id of another entity is BAD_USER_INPUT with the code INVALID_ID", async () => {
  const message = "Invalid tagged id, expected tag b, got a:1";
  expect(await app.query(`{ book(id: "a:1") { title } }`)).toEqual({
    status: 200,
    body: {
      data: null,
      errors: [
        {
          message,
          locations: [{ line: 1, column: 3 }],
          path: ["book"],
          extensions: {
            code: "BAD_USER_INPUT",
            errors: [{ message, field: null, path: null, code: "INVALID_ID", id: null }],
          },
        },
      ],
    },
  });
});

const noIds = ["", "b:", "b:0x1", "b:1;DROP TABLE books", "b:99999999999999999999", "__proto__"];
it.each(noIds)("%j in place of an id is BAD_USER_INPUT", async (id) => {
  const { body } = await app.query("query ($id: ID!) { book(id: $id) { title } }", { id });

  expect(codesOf(body)).toEqual(["BAD_USER_INPUT"]);
});

it("a missing required field is BAD_USER_INPUT, named per field", async () => {
  const { body } = await app.query(
    `mutation { saveReview(input: { bookId: "b:1" }) { review { id } } }`,
  );

  expect(body).toEqual({
    data: null,
    errors: [
      {
        message: "Validation errors (2): Review#1 reader is required, rating is required",
        locations: [{ line: 1, column: 12 }],
        path: ["saveReview"],
        extensions: {
          code: "BAD_USER_INPUT",
          errors: [
            {
              message: "reader is required",
              field: "reader",
              path: ["reader"],
              code: "required",
              id: null,
            },
            {
              message: "rating is required",
              field: "rating",
              path: ["rating"],
              code: "required",
              id: null,
            },
          ],
        },
      },
    ],
  });
});

it("a value that a rule refuses is BAD_USER_INPUT with the rule's code", async () => {
  const { body } = await app.query(
    `mutation { saveReview(input: { id: "review:1", rating: 6 }) { review { id } } }`,
  );

  expect(body).toEqual({
    data: null,
    errors: [
      {
        message: "Validation error: Review:1 rating is not one to five stars",
        locations: [{ line: 1, column: 12 }],
        path: ["saveReview"],
        extensions: {
          code: "BAD_USER_INPUT",
          errors: [
            {
              message: "rating is not one to five stars",
              field: "rating",
              path: ["rating"],
              code: "range",
              id: "review:1",
            },
          ],
        },
      },
    ],
  });
});

it("a duplicate unique value is a CONFLICT that names the field", async () => {
  const { body } = await app.query(
    `mutation { saveReader(input: { name: "r2", email: "r1@example.org" }) { reader { id } } }`,
  );

  expect(body).toEqual({
    data: null,
    errors: [
      {
        message: "email is already taken",
        locations: [{ line: 1, column: 12 }],
        path: ["saveReader"],
        extensions: {
          code: "CONFLICT",
          errors: [
            {
              message: "email is already taken",
              field: "email",
              path: ["email"],
              code: "UNIQUE",
              id: null,
            },
          ],
        },
      },
    ],
  });
});

it("a second review of a reader for a book is a CONFLICT that names both fields", async () => {
  const { body } = await app.query(
    `mutation { saveReview(input: { bookId: "b:1", readerId: "r:1", rating: 1 }) { review { id } } }`,
  );

  const message = "reader and book is already taken";
  expect(extensionsOf(body)).toEqual([
    {
      code: "CONFLICT",
      errors: [
        { message, field: "reader", path: ["reader"], code: "UNIQUE", id: null },
        { message, field: "book", path: ["book"], code: "UNIQUE", id: null },
      ],
    },
  ]);
});

it("a foreign key that leads nowhere is BAD_USER_INPUT that names the field", async () => {
  const { body } = await app.query(
    `mutation { saveReview(input: { bookId: "b:1", readerId: "r:99", rating: 3 }) { review { id } } }`,
  );

  expect(body).toEqual({
    data: null,
    errors: [
      {
        message: "reader does not exist or is still in use",
        locations: [{ line: 1, column: 12 }],
        path: ["saveReview"],
        extensions: {
          code: "BAD_USER_INPUT",
          errors: [
            {
              message: "reader does not exist or is still in use",
              field: "reader",
              path: ["reader"],
              code: "FOREIGN_KEY",
              id: null,
            },
          ],
        },
      },
    ],
  });
});

it("of two mutations in one request the first stays written when the second fails", async () => {
  const { body } = await app.query(`mutation {
    good: saveReview(input: { id: "review:1", body: "fine" }) { review { body } }
    bad: saveReview(input: { id: "review:1", rating: 0 }) { review { rating } }
  }`);

  expect([codesOf(body), await readReview()]).toEqual([["BAD_USER_INPUT"], [5, "fine"]]);
});

it("an unknown field in a filter is BAD_USER_INPUT before anything runs", async () => {
  const sent = await app.statements(async () => {
    expect(await app.query(`{ books(filter: { titel: ["x"] }) { nodes { id } } }`)).toEqual({
      status: 400,
      body: {
        data: null,
        errors: [
          {
            message: 'Field "titel" is not defined by type "BookFilter". Did you mean "title"?',
            locations: [{ line: 1, column: 19 }],
            extensions: { code: "BAD_USER_INPUT" },
          },
        ],
      },
    });
  });

  expect(sent).toEqual([]);
});

it("a wrong value in a variable's filter is BAD_USER_INPUT", async () => {
  const query = "query ($filter: BookFilter) { books(filter: $filter) { nodes { id } } }";
  const answers = await Promise.all(
    [{ titel: ["x"] }, { year: ["x"] }, { id: ["a:1"] }, { author: { id: ["b:1"] } }].map(
      (filter) => app.query(query, { filter }),
    ),
  );

  expect(answers.map(({ body }) => codesOf(body))).toEqual(answers.map(() => ["BAD_USER_INPUT"]));
});

it("a cursor or a page size that cannot be is BAD_USER_INPUT", async () => {
  const answers = await Promise.all(
    ["first: -1", "first: 1001", "first: 1, last: 1", 'after: "x"', 'after: "YTox"'].map((args) =>
      app.query(`{ books(${args}) { nodes { id } } }`),
    ),
  );

  expect(answers.map(({ body }) => codesOf(body))).toEqual(answers.map(() => ["BAD_USER_INPUT"]));
});

it("R-APP-5 a query 50 levels deep is refused before anything runs", async () => {
  const deep = `${"{ author { books ".repeat(25)}{ id }${" } }".repeat(25)}`;

  const sent = await app.statements(async () => {
    expect(await app.query(`{ book(id: "b:1") ${deep} }`)).toEqual({
      status: 400,
      body: {
        data: null,
        errors: [
          {
            message: "The query is 52 levels deep, the limit is 16.",
            extensions: { code: "QUERY_TOO_DEEP" },
          },
        ],
      },
    });
  });

  expect(sent).toEqual([]);
});

it("R-APP-5 a body of 5 MB is refused with status 413", async () => {
  expect(await app.query(`{ book(id: "${"x".repeat(5 * 1024 * 1024)}") { id } }`)).toEqual({
    status: 413,
    body: {
      data: null,
      errors: [{ message: "Request body is too large", extensions: { code: "BODY_TOO_LARGE" } }],
    },
  });
});

it("what is no GraphQL is BAD_USER_INPUT, what is no JSON is BAD_REQUEST", async () => {
  expect([
    await sendText(`{"query":"{ books( }"}`),
    await sendText(`{"query":`),
    await sendText(`{"query":"{ a }","variables":{"__proto__":{"x":1}}}`),
  ]).toEqual([
    [400, ["BAD_USER_INPUT"]],
    [400, ["BAD_REQUEST"]],
    [400, ["BAD_REQUEST"]],
  ]);
});

it("a request that a foreign page could send on a user's behalf is refused", async () => {
  const { server } = app;
  const url = "/graphql?query={books{nodes{id}}}";
  const payload = JSON.stringify({ query: "{ books { nodes { id } } }" });
  const answers = await Promise.all([
    server.inject({ method: "GET", url }),
    server.inject({ method: "POST", url, headers: { "content-type": "text/plain" }, payload }),
    server.inject({ method: "POST", url, payload: "query={a}", headers: { "content-type": form } }),
  ]);

  expect(answers.map(({ statusCode, body }) => [statusCode, JSON.parse(body).data])).toEqual([
    [400, null],
    [400, null],
    [400, null],
  ]);
});

const form = "application/x-www-form-urlencoded";

it("R-GQLS-9 what is no fault of the client is masked in the answer and whole in the log", async () => {
  await app.database.pool.query("ALTER TABLE tags RENAME TO tags_hidden");
  const before = app.logLines.length;

  const { status, body } = await app.query('{ book(id: "b:1") { tags { name } } }');

  await app.database.pool.query("ALTER TABLE tags_hidden RENAME TO tags");
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      data: null,
      errors: [
        {
          message: "Something went wrong on the server",
          locations: [{ line: 1, column: 3 }],
          path: ["book"],
          extensions: { code: "INTERNAL_SERVER_ERROR", logId: expect.any(String) as string },
        },
      ],
    },
  });
  const logged = app.logLines.slice(before).map(({ level, err }) => [level, typeof err]);
  expect(logged).toEqual([
    [50, "object"],
    [30, "undefined"],
  ]);
});

it("nothing of all this was written", async () => {
  const em = app.newEm();
  const counts = await Promise.all([em.findCount(Reader, {}), em.findCount(Review, {})]);

  expect(counts).toEqual([1, 1]);
});

async function sendText(payload: string): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  const answer = await app.server.inject({ method: "POST", url: "/graphql", headers, payload });
  return [answer.statusCode, codesOf(answer.json())];
}

function extensionsOf(body: unknown): unknown[] {
  const { errors } = body as { errors: ReadonlyArray<{ extensions: unknown }> };
  return errors.map(({ extensions }) => extensions);
}

function codesOf(body: unknown): unknown[] {
  return extensionsOf(body).map((extensions) => (extensions as { code: unknown }).code);
}

async function readReview(): Promise<unknown> {
  const review = await app.newEm().load(Review, "review:1");
  return [review.rating, review.body];
}
