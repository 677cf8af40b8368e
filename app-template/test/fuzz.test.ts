// Documents that nobody would write, sent by HTTP: made from the grammar and the schema, and bombs. Whatever comes, the answer is JSON
// with codes, nothing of the database is told, and the application goes on.
import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { Author } from "../src/entities/Author.ts";
import { Book } from "../src/entities/Book.ts";
import { Reader } from "../src/entities/Reader.ts";
import { Review } from "../src/entities/Review.ts";
import { newSchema } from "../src/graphql/schema.ts";
import { seededRandom } from "../src/seed/seededRandom.ts";
import { bombs } from "./bombs.ts";
import { DocumentWriter } from "./DocumentWriter.ts";
import { leaks } from "./leaks.ts";
import { newTestApp, type TestApp } from "./newTestApp.ts";
import { type Message, SocketClient } from "./SocketClient.ts";

let app: TestApp;

beforeAll(async () => {
  app = await newTestApp("fuzz", { LOG_LEVEL: "error", SOCKETS: "1000" });
  const em = app.newEm();
  const author = em.create(Author, { name: "a1" });
  const book = em.create(Book, { title: "b1", author });
  const reader = em.create(Reader, { name: "r1", email: "r1@example.org" });
  em.create(Review, { book, reader, rating: 5 });
  await em.flush();
});

afterAll(() => app.close());

it(
  "R-GQLS-10 2,000 documents made from the grammar are answered in JSON with codes, and tell nothing of the database",
  { timeout: 240_000 },
  async () => {
    const seed = Number(process.env["FUZZ_SEED"] ?? randomInt(1_000_000));
    const writer = new DocumentWriter(newSchema(), seededRandom(seed));
    const wrong: unknown[] = [];
    let answered = 0;
    const work = async (): Promise<void> => {
      while (answered < 2_000) {
        answered++;
        const query = writer.document();
        const { status, body } = await app.query(query, writer.variables());
        const problem = problemOf(status, body);
        if (problem !== undefined) wrong.push({ seed, problem, query, body });
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));

    expect(wrong.slice(0, 3)).toEqual([]);
    expect(await app.query("{ authors { nodes { name } } }")).toMatchObject({ status: 200 });
    // No connection is kept by a request that ended.
    expect(app.database.pool.waitingCount).toBe(0);
    expect(app.database.pool.idleCount).toBe(app.database.pool.totalCount);
  },
);

function problemOf(status: number, body: unknown): string | undefined {
  const text = JSON.stringify(body ?? null);
  if (![200, 400].includes(status)) return `status ${status}`;
  if (leaks.test(text)) return "a leak";
  interface Errors {
    readonly errors?: ReadonlyArray<{ readonly extensions?: { readonly code?: unknown } }>;
  }
  // Over WebSocket they may come alone.
  const { errors = [] } = (Array.isArray(body) ? { errors: body } : (body ?? {})) as Errors;
  if (errors.some(({ extensions }) => typeof extensions?.code !== "string")) return "no code";
  const codes = errors.map(({ extensions }) => extensions!.code);
  return codes.includes("INTERNAL_SERVER_ERROR") ? "an error of ours" : undefined;
}

it(
  "R-APP-5 subscriptions made from the grammar, and messages with a sign changed, are answered by codes over WebSocket",
  { timeout: 120_000 },
  async () => {
    const seed = Number(process.env["FUZZ_SEED"] ?? randomInt(1_000_000));
    const random = seededRandom(seed);
    const writer = new DocumentWriter(newSchema(), random);
    await app.server.listen({ port: 0, host: "127.0.0.1" });
    const wrong: unknown[] = [];
    for (let sent = 0; sent < 300; sent++) {
      const payload = { query: writer.subscription(), variables: writer.variables() };
      const message = JSON.stringify({ type: "subscribe", id: "1", payload });
      const text = random() < 0.3 ? writer.broken(message) : message;
      const client = await SocketClient.open(app.server);
      client.send(text);
      // Of another address than there is: its answer comes after that of what is wrong.
      client.subscribe("2", 'subscription { reviewAdded(bookId: "b:0") { id } }');
      let said: Message | undefined;
      do said = await client.next();
      while (said !== undefined && said.id !== "2" && problemOf(200, said.payload) === undefined);
      client.close();
      const { code } = await client.closed;
      const problem = said !== undefined && said.id !== "2" ? "a problem" : undefined;
      if (problem !== undefined || ![1005, 4400, 4401, 4409, 4429].includes(code))
        wrong.push({ seed, text, said, code });
    }

    expect(wrong.slice(0, 3)).toEqual([]);
    await vi.waitFor(
      () => expect(app.database.pool.idleCount).toBe(app.database.pool.totalCount),
      20_000,
    );
  },
);

it.each(bombs)("R-APP-5 a bomb of %s is refused before anything runs", async (_, query, code) => {
  const sent = await app.statements(async () => {
    const { status, body } = await app.query(query);
    expect([status, codesOf(body).includes(code)]).toEqual([400, true]);
  });

  expect(sent).toEqual([]);
});

it("R-APP-5 filters nested too deeply in variables are refused", async () => {
  let filter: object = {};
  for (let depth = 0; depth < 40; depth++) filter = { author: { books: filter } };

  const sent = await app.statements(async () => {
    const { body } = await app.query(
      "query ($filter: BookFilter) { books(filter: $filter) { nodes { id } } }",
      { filter },
    );
    expect(codesOf(body)).toEqual(["BAD_USER_INPUT"]);
  });

  expect(sent).toEqual([]);
});

it("R-APP-5 batches are refused", async () => {
  const operation = { query: "{ authors { nodes { id } } }" };
  const payload = Array.from({ length: 1_000 }, () => operation);
  const { statusCode, body } = await app.server.inject({
    method: "POST",
    url: "/graphql",
    payload,
  });

  expect([statusCode, typeof JSON.parse(body)]).toEqual([400, "object"]);
});

it("R-GQLS-10 R-GQL-6 a filter on a column without an index, a field that was left out and a protected one are BAD_USER_INPUT", async () => {
  const queries = [
    '{ books(filter: { originalTitle: ["x"] }) { nodes { id } } }',
    "{ books(orderBy: [year_ASC]) { nodes { id } } }",
    "{ readers { nodes { email } } }",
    '{ readers(filter: { email: ["r1@example.org"] }) { nodes { id } } }',
    'mutation { saveReader(input: { id: "r:1", isGenerated: true }) { reader { id } } }',
    'mutation { saveReview(input: { id: "review:1", createdAt: "2020-01-01T00:00:00Z" }) { review { id } } }',
    'mutation { saveBook(input: { id: "b:1", title: "x" }) { book { id } } }',
  ];
  const sent = await app.statements(async () => {
    for (const query of queries) {
      const { status, body } = await app.query(query);
      expect([status, codesOf(body)]).toEqual([400, ["BAD_USER_INPUT"]]);
    }
  });

  expect(sent).toEqual([]);
});

function codesOf(body: unknown): unknown[] {
  const { errors = [] } = body as { errors?: { extensions: { code: unknown } }[] };
  return errors.map(({ extensions }) => extensions.code);
}
