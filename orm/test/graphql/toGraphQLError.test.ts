import { GraphQLError } from "graphql";
import { toGraphQLError } from "kingpost/graphql";
import { describe, expect, it } from "vitest";
import { RowSecurityError } from "../../src/errors/RowSecurityError.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { useTestDatabase } from "../testDatabase.ts";
import { ask } from "./executable.ts";

const database = useTestDatabase();
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The answer to what `work` rejects with. */
async function answerTo(work: () => Promise<unknown>): Promise<unknown> {
  const error = await work().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return JSON.parse(JSON.stringify(toGraphQLError(error))) as unknown;
}

describe("toGraphQLError", () => {
  it("R-GQLS-9 failed rules are BAD_USER_INPUT, each with its message, field, code and id", async () => {
    const first = database.newEm();
    first.create(Author, { firstName: "Ann" });
    await first.flush();
    const em = database.newEm();
    const ann = await em.load(Author, "a:1");
    ann.set({ firstName: undefined as unknown as string });
    em.create(Book, { title: undefined as unknown as string, author: ann });

    expect(await answerTo(() => em.flush())).toEqual({
      message: "Validation errors (2): Book#1 title is required, Author:1 firstName is required",
      extensions: {
        code: "BAD_USER_INPUT",
        errors: [
          { message: "title is required", field: "title", path: null, code: "required", id: null },
          {
            message: "firstName is required",
            field: "firstName",
            path: null,
            code: "required",
            id: "a:1",
          },
        ],
      },
    });
  });

  it("R-GQLS-9 R-GQLS-1/toGraphQLError what does not exist is NOT_FOUND", async () => {
    expect(await answerTo(() => database.newEm().load(Author, "a:9"))).toEqual({
      message: "a:9 was not found",
      extensions: { code: "NOT_FOUND" },
    });
  });

  it("R-GQLS-9 a row that someone else changed is a CONFLICT", async () => {
    const em = database.newEm();
    const ann = em.create(Author, { firstName: "Ann" });
    await em.flush();
    await database.query("UPDATE authors SET version = 7");
    ann.firstName = "Anna";

    expect(await answerTo(() => em.flush())).toEqual({
      message: "a:1 was changed by someone else meanwhile: load it again",
      extensions: { code: "CONFLICT" },
    });
  });

  it("R-GQLS-9 a duplicate is a CONFLICT, without Postgres' text", async () => {
    const em = database.newEm();
    em.create(Publisher, { name: "P" });
    await em.flush();
    em.create(Publisher, { name: "P" });

    expect(await answerTo(() => em.flush())).toEqual({
      message: "name is already taken",
      extensions: {
        code: "CONFLICT",
        errors: [
          { message: "name is already taken", field: "name", path: null, code: "UNIQUE", id: null },
        ],
      },
    });
  });

  it("R-GQLS-9 other broken constraints are BAD_USER_INPUT", async () => {
    const em = database.newEm();
    const book = em.create(Book, { title: "b", author: em.create(Author, { firstName: "Ann" }) });
    await em.flush();
    em.create(Review, { book, rating: 9 });
    const other = database.newEm();
    other.create(Book, { title: "b", author: "a:9" });

    expect([await answerTo(() => em.flush()), await answerTo(() => other.flush())]).toEqual([
      {
        message: "A value is not allowed",
        extensions: {
          code: "BAD_USER_INPUT",
          errors: [
            { message: "A value is not allowed", field: null, path: null, code: "CHECK", id: null },
          ],
        },
      },
      {
        message: "author does not exist or is still in use",
        extensions: {
          code: "BAD_USER_INPUT",
          errors: [
            {
              message: "author does not exist or is still in use",
              field: "author",
              path: null,
              code: "FOREIGN_KEY",
              id: null,
            },
          ],
        },
      },
    ]);
  });

  it("R-GQLS-9 a row that policies do not let through is FORBIDDEN, without Postgres' text", () => {
    const report = {
      sqlState: "42501",
      message: 'new row violates row-level security policy for table "shelves"',
    };
    const answer = toGraphQLError(new RowSecurityError(report as never));
    expect([answer.message, answer.extensions]).toEqual([
      "What was to be written is not yours",
      { code: "FORBIDDEN" },
    ]);
  });

  it("R-GQLS-9 ids and filters that cannot be are BAD_USER_INPUT", async () => {
    const em = database.newEm();
    const answers = [
      await answerTo(async () => em.load(Author, "b:1")),
      await answerTo(async () => em.find(Author, { name: "x" } as object)),
    ];

    expect(answers.map((answer) => (answer as { extensions: unknown }).extensions)).toEqual([
      {
        code: "BAD_USER_INPUT",
        errors: [
          {
            message: "Invalid tagged id, expected tag a, got b:1",
            field: null,
            path: null,
            code: "INVALID_ID",
            id: null,
          },
        ],
      },
      {
        code: "BAD_USER_INPUT",
        errors: [
          {
            message: "Invalid filter on Author: name is not a field of Author, did you mean age?",
            field: null,
            path: null,
            code: "INVALID_FILTER",
            id: null,
          },
        ],
      },
    ]);
  });

  it("R-GQLS-9 anything else is masked with an id that the log has as well, and stays at originalError", () => {
    const secrets = [
      new Error("password=hunter2"),
      new TypeError("x is not a function"),
      "a thrown text",
      undefined,
    ];

    const answers = secrets.map((error) => toGraphQLError(error));
    expect(answers.map((answer) => JSON.parse(JSON.stringify(answer)) as unknown)).toEqual(
      secrets.map(() => ({
        message: "Something went wrong on the server",
        extensions: { code: "INTERNAL_SERVER_ERROR", logId: expect.stringMatching(uuid) as string },
      })),
    );
    expect(answers.map(({ originalError }) => originalError?.message)).toEqual([
      "password=hunter2",
      "x is not a function",
      "a thrown text",
      "undefined",
    ]);
  });

  it("R-GQLS-9 a GraphQLError that a resolver throws passes, at the place where it was thrown", async () => {
    const thrown = new GraphQLError("not today", { extensions: { code: "CLOSED" } });
    const errors: GraphQLError[] = [];
    const author = (): never => {
      throw thrown;
    };

    const answer = await ask(database.newEm(), `{ author(id: "a:1") { id } }`, { author });
    errors.push(
      toGraphQLError(new GraphQLError("located", { path: ["author"], originalError: thrown })),
    );

    expect(answer).toEqual({
      data: { author: null },
      errors: [
        {
          message: "not today",
          locations: [{ line: 1, column: 3 }],
          path: ["author"],
          extensions: { code: "CLOSED" },
        },
      ],
    });
    expect(toGraphQLError(thrown)).toBe(thrown);
    expect(errors.map((error) => JSON.parse(JSON.stringify(error)) as unknown)).toEqual([
      { message: "not today", path: ["author"], extensions: { code: "CLOSED" } },
    ]);
  });
});
