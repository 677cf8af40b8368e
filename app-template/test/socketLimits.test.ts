// What a WebSocket may not do: each is refused by a code, tells nothing of what stands behind it, and leaves the others alone.
import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Author } from "../src/entities/Author.ts";
import { Book } from "../src/entities/Book.ts";
import { Reader } from "../src/entities/Reader.ts";
import { Review } from "../src/entities/Review.ts";
import { bombs } from "./bombs.ts";
import { leaks } from "./leaks.ts";
import { newTestApp, type TestApp } from "./newTestApp.ts";
import { type Message, SocketClient, type SocketOptions } from "./SocketClient.ts";

const clients: SocketClient[] = [];
let app: TestApp;

beforeAll(async () => {
  app = await listening("socket_limits", {
    CORS_ORIGINS: "https://a.example",
    SOCKET_SUBSCRIPTIONS: "3",
    SOCKETS: "4",
    BODY_LIMIT: "50000",
  });
  const em = app.newEm();
  em.create(Book, { title: "b1", author: em.create(Author, { name: "a1" }) });
  await em.flush();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  // Those of the next test are not to be counted together with them.
  while (app.server.websocketServer.clients.size > 0) await sleep(5);
});

afterAll(() => app.close());

async function listening(name: string, env: NodeJS.ProcessEnv): Promise<TestApp> {
  const made = await newTestApp(name, env);
  await made.server.listen({ port: 0, host: "127.0.0.1" });
  return made;
}

async function open(options?: SocketOptions, { server } = app): Promise<SocketClient> {
  const client = await SocketClient.open(server, options);
  clients.push(client);
  return client;
}

interface ErrorPayload {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

/** How a subscription is answered: the codes of its errors, or that nothing was said against it. */
async function answer(query: string, variables?: object, { server } = app): Promise<unknown> {
  const client = await open({}, { ...app, server });
  client.subscribe("1", query, variables);
  const said = await saidOf("1", client);
  client.close();
  expect(leaks.test(JSON.stringify(said))).toBe(false);
  return codesOf(said);
}

/** What was said of a subscription, if anything, by the time that two others were answered which ask the database. */
async function saidOf(id: string, client: SocketClient): Promise<ReadonlyArray<Message>> {
  for (const other of ["x", "y"]) {
    client.subscribe(other, 'subscription { reviewAdded(bookId: "b:999") { id } }');
    for (;;) {
      const message = await client.next();
      if (message === undefined || message.id === id) return message === undefined ? [] : [message];
      if (message.id === other) break;
    }
  }
  return [];
}

function codesOf(messages: ReadonlyArray<Message>): ReadonlyArray<string | undefined> {
  return messages.flatMap(errorsOf).map(({ extensions }) => extensions?.code);
}

/** They come alone where nothing was run, otherwise with the answer. */
function errorsOf({ payload }: Message): ReadonlyArray<ErrorPayload> {
  if (Array.isArray(payload)) return payload as ErrorPayload[];
  return (payload as { errors?: ErrorPayload[] } | undefined)?.errors ?? [];
}

const added = (selection: string): string =>
  `subscription { reviewAdded(bookId: "b:1") { ${selection} } }`;

describe("what may be asked", () => {
  it.each([
    ["nothing wrong", added("id"), []],
    ["no GraphQL", "subscription {", ["BAD_USER_INPUT"]],
    ["JSON", JSON.stringify({ kind: "Document", definitions: [] }), ["BAD_USER_INPUT"]],
    ["a field that there is not", added("titel"), ["BAD_USER_INPUT"]],
    [
      "two fields",
      `subscription { a: reviewAdded(bookId: 1) { id } b: reviewAdded(bookId: 2) { id } }`,
      ["BAD_USER_INPUT"],
    ],
    [
      "too deep",
      added(`${"book { reviews { ".repeat(9)}id${" } }".repeat(9)}`),
      ["QUERY_TOO_DEEP"],
    ],
    [
      "many aliases",
      added(Array.from({ length: 16 }, (_, at) => `a${at}: id`).join(" ")),
      ["BAD_USER_INPUT"],
    ],
    ["many words", added("id ".repeat(3_000)), ["BAD_USER_INPUT"]],
    [
      "too much",
      added(`book { ${"tags { books { ".repeat(4)}id${" } }".repeat(4)} }`),
      ["QUERY_TOO_COSTLY"],
    ],
    ["a query", "{ authors { nodes { id } } }", ["BAD_USER_INPUT"]],
    ["a mutation", "mutation { saveReview(input: {}) { review { id } } }", ["BAD_USER_INPUT"]],
    ["a query beside it", `query A { __typename } ${added("id")}`, ["BAD_USER_INPUT"]],
    [
      "a book that there is not",
      'subscription { reviewAdded(bookId: "b:999") { id } }',
      ["NOT_FOUND"],
    ],
    [
      "an id of something else",
      'subscription { reviewAdded(bookId: "a:1") { id } }',
      ["BAD_USER_INPUT"],
    ],
    [
      "an id that is none",
      `subscription { reviewAdded(bookId: "b:1'; --") { id } }`,
      ["BAD_USER_INPUT"],
    ],
  ])("R-APP-5 %s is answered by its codes", async (_, query, codes) => {
    expect(await answer(query)).toEqual(codes);
  });

  it.each(bombs)("R-APP-5 a bomb of %s is refused before anything runs", async (_, query, code) => {
    const isTooLong = query.length > 50_000;
    const sent = await app.statements(async () => {
      const client = await open();
      client.subscribe("1", query);
      const codes = isTooLong ? [(await client.closed).code] : codesOf([(await client.next())!]);
      expect(codes).toContain(isTooLong ? 1009 : code);
    });
    expect(sent).toEqual([]);
  });

  it("R-APP-5 variables of another type are BAD_USER_INPUT, and no statement is sent", async () => {
    const query = "subscription ($book: ID!) { reviewAdded(bookId: $book) { id } }";
    const sent = await app.statements(async () => {
      const client = await open();
      for (const variables of [{}, { book: null }, { book: {} }, { book: ["b:1", "b:2"] }]) {
        client.subscribe("1", query, variables);
        expect(codesOf([(await client.next())!])).toEqual(["BAD_USER_INPUT"]);
      }
    });
    expect(sent).toEqual([]);
  });

  it("R-APP-5 a subscription over HTTP is refused, and so is a query that is parsed already", async () => {
    const answers = [
      await app.query(added("id")),
      await app.query(
        `subscription ($b: Boolean = true) { reviewAdded(bookId: "b:1") @include(if: $b) { id } }`,
      ),
      await app.query(JSON.stringify({ kind: "Document", definitions: [] })),
      await app.query(" null"),
      await app.query("[1]"),
    ];
    const codes = answers.map(({ body }) => errorsOf({ payload: body })[0]?.extensions?.code);
    expect(codes).toEqual(answers.map(() => "BAD_USER_INPUT"));
  });

  it("R-APP-5 in production nothing is suggested, and nobody may look at the schema", async () => {
    const production = await listening("socket_production", { NODE_ENV: "production" });
    const client = await open({}, production);
    client.subscribe("1", added("ratin"));
    const said = await client.next();
    client.subscribe("2", "subscription { __schema { types { name } } }");
    const about = await client.next();
    await production.close();
    expect([said, codesOf([about!]).includes("BAD_USER_INPUT")]).toEqual([
      {
        type: "error",
        id: "1",
        payload: [
          {
            message: 'Cannot query field "ratin" on type "Review".',
            locations: [{ line: 1, column: 45 }],
            extensions: { code: "BAD_USER_INPUT" },
          },
        ],
      },
      true,
    ]);
  });

  it("R-APP-5 with persisted queries no others are answered", async () => {
    const query = added("rating");
    const hash = createHash("sha256").update(query).digest("hex");
    const file = `${mkdtempSync(`${tmpdir()}/kingpost-queries-`)}/queries.json`;
    writeFileSync(file, JSON.stringify({ [hash]: query }));
    const closed = await listening("socket_persisted", { PERSISTED_QUERIES: file });
    const em = closed.newEm();
    em.create(Book, { title: "b1", author: em.create(Author, { name: "a1" }) });
    await em.flush();
    const answers = [
      await answer(hash, undefined, closed),
      await answer(query, undefined, closed),
      await answer("0".repeat(64), undefined, closed),
      await answer("__proto__", undefined, closed),
    ];
    await closed.close();
    expect(answers).toEqual([[], ["BAD_USER_INPUT"], ["BAD_USER_INPUT"], ["BAD_USER_INPUT"]]);
  });

  it("R-APP-5 subscriptions of one WebSocket are counted, and what has ended counts no more", async () => {
    const client = await open();
    for (const id of ["1", "2", "3", "4"]) client.subscribe(id, added("id"));
    const message = "A WebSocket may have 3 subscriptions.";
    const payload = [{ message, extensions: { code: "TOO_MANY_SUBSCRIPTIONS" } }];
    expect(await client.next()).toEqual({ type: "error", id: "4", payload });
    const em = app.newEm();
    const reader = em.create(Reader, { name: "r1", email: "r1@example.org" });
    const review = em.create(Review, { book: "b:1", reader, rating: 5 });
    await em.flush();
    // Each of them is told of it, so all are there. Nobody says when they hear, and nobody is told twice.
    const told = new Set<unknown>();
    const news = JSON.stringify({ review: review.id, book: "b:1" });
    await vi.waitFor(
      async () => {
        await app.database.pool.query("SELECT pg_notify('review_added', $1)", [news]);
        for (const { id } of await client.said()) told.add(id);
        expect(told).toEqual(new Set(["1", "2", "3"]));
      },
      { timeout: 20_000 },
    );
    client.send({ type: "complete", id: "2" });
    client.subscribe("5", added("rating"));
    client.subscribe("6", added("rating"));
    expect(await client.next()).toEqual({ type: "error", id: "6", payload });
  });
});

describe("who may open one", () => {
  it("R-APP-5 known sites may, and our own pages, and programs; others may not", async () => {
    const { port } = app.server.server.address() as { port: number };
    for (const origin of ["https://a.example", `http://127.0.0.1:${port}`])
      expect(await (await open({ headers: { origin } })).said()).toEqual([]);
    for (const origin of ["https://evil.example", "null", "https://a.example.evil.example"])
      await expect(open({ headers: { origin } })).rejects.toThrow(
        '403 {"statusCode":403,"code":"FOREIGN_ORIGIN"',
      );
  });

  it("R-APP-5 a client may have so many at a time", async () => {
    const [first] = await Promise.all([open(), open(), open(), open()]);
    await expect(open()).rejects.toThrow('429 {"statusCode":429,"code":"TOO_MANY_SOCKETS"');
    first.close();
    await first.closed;
    expect(await (await open()).said()).toEqual([]);
  });

  it("R-APP-5 requests for one are counted as others are", async () => {
    const busy = await listening("socket_rate", { RATE_LIMIT: "2" });
    await open({}, busy);
    await open({}, busy);
    await expect(open({}, busy)).rejects.toThrow("429");
    await busy.close();
  });

  it("elsewhere there is none, and here nothing else", async () => {
    const { statusCode } = await app.server.inject("/graphql?query={__typename}");
    expect(statusCode).toBe(400);
    const { port } = app.server.server.address() as { port: number };
    const answered = await fetch(`http://127.0.0.1:${port}/graphql?query={__typename}`, {
      headers: { "x-mercurius-operation-name": "q" },
    });
    expect(await answered.json()).toEqual({ data: { __typename: "Query" } });
  });
});

describe("what may be sent", () => {
  const init = JSON.stringify({ type: "connection_init" });

  it.each([
    ["no JSON", [init, "{"], 4400],
    ["JSON that is no message", [init, "null"], 4400],
    ["a list", [init, "[]"], 4400],
    ["a kind that there is not", [init, '{"type":"start","id":"1"}'], 4400],
    ["a subscription without a query", [init, '{"type":"subscribe","id":"1","payload":{}}'], 4400],
    [
      "a query that is no text",
      [init, '{"type":"subscribe","id":"1","payload":{"query":{}}}'],
      4400,
    ],
    [
      "a subscription without a name",
      [init, '{"type":"subscribe","payload":{"query":"{a}"}}'],
      4400,
    ],
    [
      "a subscription before hello",
      [`{"type":"subscribe","id":"1","payload":{"query":"{a}"}}`],
      4401,
    ],
    ["hello twice", [init, init], 4429],
    [
      "a name twice",
      [
        init,
        ...[1, 2].map(() =>
          JSON.stringify({ type: "subscribe", id: "1", payload: { query: added("id") } }),
        ),
      ],
      4409,
    ],
    ["a long message", [init, " ".repeat(50_001)], 1009],
  ])("R-APP-5 %s ends it by its code", async (_, messages, code) => {
    const client = await open({ params: null });
    for (const [at, message] of messages.entries()) {
      client.send(message);
      // Who has said hello waits for the answer.
      if (at === 0 && message === init) await client.next();
    }
    const closed = await client.closed;
    expect(closed.code).toBe(code);
    expect(leaks.test(closed.reason)).toBe(false);
  });

  it("R-APP-5 bytes are no messages, and another protocol is not spoken", async () => {
    const client = await open();
    client.socket.send(Buffer.from('{"type":"ping"}'), { binary: true });
    expect(await client.closed).toEqual({ code: 1003, reason: "Messages are texts" });
    await expect(open({ protocol: "graphql-ws", params: null })).rejects.toThrow(/subprotocol/i);
  });

  it("R-APP-5 frames that are none end it, and the process goes on", async () => {
    for (const bytes of [Buffer.from([0xff, 0xff, 0xff]), Buffer.from("GET / HTTP/1.1\r\n\r\n")]) {
      const client = await open();
      client.sendBytes(bytes);
      expect([1002, 1006]).toContain((await client.closed).code);
    }
    expect(await answer(added("id"))).toEqual([]);
  });

  it("R-APP-5 too many messages end it", async () => {
    const busy = await listening("socket_messages", { RATE_LIMIT: "20" });
    const client = await open({}, busy);
    for (let at = 0; at < 20; at++) client.send({ type: "ping" });
    expect(await client.closed).toEqual({ code: 1008, reason: "Too many messages" });
    await busy.close();
  });

  it("R-APP-5 who does not say who they are is not waited for", async () => {
    const strict = await listening("socket_init", { SOCKET_INIT: "50" });
    const client = await open({ params: null }, strict);
    expect(await client.closed).toMatchObject({ code: 4408 });
    await strict.close();
  });

  it("R-APP-5 who is not there any more is let go of", async () => {
    const strict = await listening("socket_ping", { SOCKET_PING: "400" });
    const there = await open({}, strict);
    const gone = await open({}, strict);
    // It takes nothing any more, and so does not answer.
    gone.socket.pause();
    while (strict.server.websocketServer.clients.size > 1) await sleep(10);
    expect(await there.said()).toEqual([]);
    await strict.close();
    gone.socket.terminate();
  });

  it("R-APP-5 an overloaded process takes no subscription", async () => {
    const busy = await listening("socket_overload", { OVERLOAD_DELAY: "20" });
    const client = await open({}, busy);
    let codes: ReadonlyArray<unknown> = [];
    for (let tries = 0; tries < 40 && codes.length === 0; tries++) {
      const until = performance.now() + 100;
      while (performance.now() < until);
      client.subscribe(String(tries), added("id"));
      const said = await Promise.race([client.next(), sleep(20)]);
      codes = codesOf(said === undefined ? [] : [said]).filter((code) => code === "OVERLOADED");
    }
    await busy.close();
    expect(codes).toEqual(["OVERLOADED"]);
  });
});
