// Who calls: tokens, and what only some may do.
import { afterAll, beforeAll, expect, it } from "vitest";
import { Reader } from "../src/entities/Reader.ts";
import { newTestApp, type TestApp } from "./newTestApp.ts";
import { newToken, secret, soon } from "./newToken.ts";

let app: TestApp;

beforeAll(async () => {
  app = await newTestApp("auth", { AUTH_SECRET: secret });
  const em = app.newEm();
  em.create(Reader, { name: "Ann", email: "ann@example.org" });
  em.create(Reader, { name: "Bob", email: "bob@example.org" });
  await em.flush();
});

afterAll(() => app.close());

async function setEmail(id: string, authorization?: string): Promise<unknown> {
  const answer = await app.server.inject({
    method: "POST",
    url: "/graphql",
    headers: authorization === undefined ? {} : { authorization },
    payload: {
      query: `mutation ($id: ID!) { saveReader(input: { id: $id, email: "new@example.org" }) { reader { id } } }`,
      variables: { id },
    },
  });
  return { status: answer.statusCode, ...answer.json<object>() };
}

function refusal(code: string): object {
  const message = "Only r:1 or an editor may set email.";
  return {
    status: 200,
    data: null,
    errors: [
      {
        message,
        locations: [{ line: 1, column: 23 }],
        path: ["saveReader"],
        extensions: { code, field: "email" },
      },
    ],
  };
}

it("a guest may not set the address of a reader", async () => {
  expect(await setEmail("r:1")).toEqual(refusal("UNAUTHENTICATED"));
});

it("another reader may not either, and nothing is written", async () => {
  expect(await setEmail("r:1", `Bearer ${await newToken("r:2")}`)).toEqual(refusal("FORBIDDEN"));
  expect((await app.newEm().load(Reader, "r:1")).email).toBe("ann@example.org");
});

it("the reader may, and so may an editor", async () => {
  const own = await setEmail("r:1", `Bearer ${await newToken("r:1")}`);
  const editors = await setEmail("r:1", `Bearer ${await newToken("r:9", { roles: ["editor"] })}`);

  const done = { status: 200, data: { saveReader: { reader: { id: "r:1" } } } };
  expect([own, editors]).toEqual([done, done]);
});

it.each([
  ["no bearer's", "Basic cjE6cjE="],
  ["nothing", "Bearer "],
  ["no token", "Bearer nonsense"],
  ["not signed", `Bearer ${unsigned()}`],
  ["another secret's", `Bearer ${await newToken("r:1", { key: `${secret}!` })}`],
  ["over", `Bearer ${await newToken("r:1", { end: 1_000_000_000 })}`],
  ["of a library that cannot be", `Bearer ${await newToken("r:1", { library: "l:1 OR true" })}`],
  ["of a role that there is not", `Bearer ${await newToken("r:1", { roles: ["god"] })}`],
])("a token that is %s is 401, for queries too", async (_, authorization) => {
  const { statusCode, body } = await app.server.inject({
    method: "POST",
    url: "/graphql",
    headers: { authorization },
    payload: { query: "{ readers { nodes { id } } }" },
  });

  expect([statusCode, JSON.parse(body)]).toEqual([
    401,
    {
      data: null,
      errors: [
        {
          message: "The token is not valid, or no longer.",
          extensions: { code: "UNAUTHENTICATED" },
        },
      ],
    },
  ]);
});

it("without a secret no token is valid", async () => {
  const other = await newTestApp("auth_none");
  const { statusCode } = await other.server.inject({
    method: "POST",
    url: "/graphql",
    headers: { authorization: `Bearer ${await newToken("r:1")}` },
    payload: { query: "{ readers { nodes { id } } }" },
  });
  await other.close();
  expect(statusCode).toBe(401);
});

function unsigned(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ sub: "r:1", exp: soon })}.`;
}
