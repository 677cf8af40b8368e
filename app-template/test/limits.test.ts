// What is refused before a resolver runs, whoever asks: each by a status and a code.
import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { Author } from "../src/entities/Author.ts";
import { Reader } from "../src/entities/Reader.ts";
import { newTestApp, type TestApp } from "./newTestApp.ts";

let app: TestApp;

beforeAll(async () => {
  app = await newTestApp("limits", { CORS_ORIGINS: "https://a.example,https://b.example" });
  const em = app.newEm();
  em.create(Author, { name: "a1" });
  em.create(Reader, { name: "r1", email: "r1@example.org" });
  await em.flush();
});

afterAll(() => app.close());

interface Answer {
  readonly data?: unknown;
  readonly errors?: ReadonlyArray<{
    readonly message: string;
    readonly extensions?: { readonly code: string };
  }>;
}

function codesOf(body: unknown): ReadonlyArray<string | undefined> {
  return ((body as Answer).errors ?? []).map(({ extensions }) => extensions?.code);
}

it("R-APP-5 a query that may ask for too many objects is QUERY_TOO_COSTLY, and no statement is sent", async () => {
  const query = `query ($n: Int) { authors(first: $n) { nodes { books { reviews { reader { reviews { id } } } } } } }`;
  let body: unknown;
  const sent = await app.statements(async () => {
    ({ body } = await app.query(query, { n: 1_000 }));
  });
  expect([codesOf(body), sent]).toEqual([["QUERY_TOO_COSTLY"], []]);

  expect(codesOf((await app.query(query, { n: 2 })).body)).toEqual([]);
});

it("R-APP-5 pages inside pages and fragments are counted", async () => {
  const { body } = await app.query(
    `fragment F on Author { books { tags { books { tags { books { id } } } } } }
     { authors { edges { node { ...F } } } }`,
  );
  expect(body).toMatchObject({
    errors: [
      {
        message:
          "The query may cost 11111301, the limit is 50000: ask for shorter pages or fewer levels.",
        extensions: { code: "QUERY_TOO_COSTLY" },
      },
    ],
  });
});

it("R-APP-5 many aliases are refused", async () => {
  const fields = Array.from({ length: 16 }, (_, at) => `a${at}: authors { nodes { id } }`);
  const { status, body } = await app.query(`{ ${fields.join(" ")} }`);
  expect([status, codesOf(body)]).toEqual([400, ["BAD_USER_INPUT"]]);
});

it("R-APP-5 a query of many words is refused", async () => {
  const { status, body } = await app.query(`{ ${"__typename ".repeat(3_000)} }`);
  expect([status, codesOf(body)]).toEqual([400, ["BAD_USER_INPUT"]]);
});

it("R-APP-5 several operations in one body are refused", async () => {
  const { statusCode } = await app.server.inject({
    method: "POST",
    url: "/graphql",
    payload: [{ query: "{ __typename }" }, { query: "{ __typename }" }],
  });
  expect(statusCode).toBe(400);
});

it("R-APP-5 known sites may call, others may not", async () => {
  const ask = async (origin: string): Promise<unknown> => {
    const { headers } = await app.server.inject({
      method: "OPTIONS",
      url: "/graphql",
      headers: { origin, "access-control-request-method": "POST" },
    });
    return headers["access-control-allow-origin"];
  };
  expect([await ask("https://b.example"), await ask("https://evil.example")]).toEqual([
    "https://b.example",
    undefined,
  ]);
});

it("answers with safe headers", async () => {
  const { headers } = await app.server.inject("/healthz");
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "content-security-policy": expect.stringContaining("default-src 'self'"),
  });
  expect(headers).not.toHaveProperty("x-powered-by");
});

it("R-APP-5 too many requests of one client are 429, while health is answered", async () => {
  const slow = await newTestApp("limits_rate", { RATE_LIMIT: "2" });
  const statuses: unknown[] = [];
  for (let at = 0; at < 3; at++) {
    const { status, body } = await slow.query("{ __typename }");
    statuses.push(status, codesOf(body));
  }
  const { statusCode } = await slow.server.inject("/healthz");
  await slow.close();
  expect([...statuses, statusCode]).toEqual([200, [], 200, [], 429, ["RATE_LIMITED"], 200]);
});

it("R-APP-5 an overloaded process refuses work, while health is answered", async () => {
  const busy = await newTestApp("limits_overload", { OVERLOAD_DELAY: "20" });
  await busy.server.ready();
  const address = await busy.server.listen({ port: 0, host: "127.0.0.1" });
  const ask = async (): Promise<unknown> => {
    const answer = await fetch(`${address}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ __typename }" }),
    });
    return [answer.status, answer.headers.get("retry-after"), codesOf(await answer.json())];
  };
  let answer: unknown;
  for (let tries = 0; tries < 40 && (answer as unknown[] | undefined)?.[0] !== 503; tries++) {
    const until = performance.now() + 100;
    while (performance.now() < until);
    answer = await ask();
  }
  const health = await fetch(`${address}/healthz`);
  await busy.close();
  expect([answer, health.status]).toEqual([[503, "5", ["OVERLOADED"]], 200]);
});

it("R-APP-5 with persisted queries no others are answered", async () => {
  const query = "{ authors { nodes { name } } }";
  const hash = createHash("sha256").update(query).digest("hex");
  const file = `${mkdtempSync(`${tmpdir()}/kingpost-queries-`)}/queries.json`;
  writeFileSync(file, JSON.stringify({ [hash]: query }));
  const closed = await newTestApp("limits_persisted", { PERSISTED_QUERIES: file });
  const em = closed.newEm();
  em.create(Author, { name: "a1" });
  await em.flush();
  const post = async (payload: object): Promise<unknown> => {
    const answer = await closed.server.inject({ method: "POST", url: "/graphql", payload });
    return [answer.statusCode, answer.json<Answer>().data];
  };

  const answers = [
    await post({ query: hash, persisted: true }),
    await post({ query }),
    await post({ query: "0".repeat(64), persisted: true }),
  ];

  await closed.close();
  expect(answers).toEqual([
    [200, { authors: { nodes: [{ name: "a1" }] } }],
    [400, null],
    [400, null],
  ]);
});

it("R-APP-2 a query cannot write", async () => {
  const contexts: unknown[] = [];
  app.server.graphql.addHook("onResolution", async (_, context) => {
    contexts.push((context as unknown as { em: { mode: string } }).em.mode);
  });
  await app.query("{ authors { nodes { id } } }");
  await app.query(
    `mutation { saveReader(input: { name: "r2", email: "r2@example.org" }) { reader { id } } }`,
  );
  expect(contexts).toEqual(["read-only", "writes"]);
});

it("R-APP-4 what a client asked for ends on the server when the client goes away", async () => {
  const address = await app.server.listen({ port: 0, host: "127.0.0.1" });
  const { pool } = app.database;
  const holder = await pool.connect();
  await holder.query("BEGIN; LOCK TABLE authors IN ACCESS EXCLUSIVE MODE");
  const waiting = async (): Promise<number> => {
    const { rows } = await pool.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return rows[0]!.n;
  };
  const until = async (n: number): Promise<void> => {
    for (let tries = 0; tries < 200 && (await waiting()) !== n; tries++) await sleep(25);
  };
  const gone = new AbortController();
  const answer = fetch(`${address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ authors { nodes { name } } }" }),
    signal: gone.signal,
  }).catch(({ name }: Error) => name);
  await until(1);

  gone.abort();
  await until(0);

  const left = await waiting();
  await holder.query("ROLLBACK");
  holder.release();
  expect([await answer, left]).toEqual(["AbortError", 0]);
  // The connection goes on: it is neither lost nor kept.
  await vi.waitFor(
    () => expect([pool.idleCount, pool.waitingCount]).toEqual([pool.totalCount, 0]),
    20_000,
  );
  expect((await app.query("{ authors { nodes { name } } }")).status).toBe(200);
  // Nobody has to look into it.
  const own = app.logLines.filter(({ msg }) => String(msg).includes("went away"));
  expect(own.map(({ level, code }) => [level, code])).toEqual([[30, "ABORTED"]]);
  expect(app.logLines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});
