// The process around the API: health, shutdown, the start and what can be wrong with it.
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { migrateDown, migrateUp } from "@kingpost/migrations";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newDatabase, newTestApp, type TestApp } from "./newTestApp.ts";
import { runProgram, startProgram, untilClosed } from "./programs.ts";

let app: TestApp;
let databaseUrl: string;

beforeAll(async () => {
  app = await newTestApp("server");
  databaseUrl = await newDatabase("server_process");
});

afterAll(() => app.close());

it("R-APP-1 /healthz answers while the process lives", async () => {
  const { statusCode, body } = await app.server.inject("/healthz");

  expect([statusCode, JSON.parse(body)]).toEqual([200, { status: "ok" }]);
});

it("R-APP-1 /readyz answers when the database does and all migrations are applied", async () => {
  const { statusCode, body } = await app.server.inject("/readyz");

  expect([statusCode, JSON.parse(body)]).toEqual([200, { status: "ok" }]);
});

it("R-APP-1 /readyz is 503 and names the migrations that are pending", async () => {
  const target = { url: app.settings.databaseUrl, dir: `${import.meta.dirname}/../migrations` };
  await migrateDown(target);

  const { statusCode, body } = await app.server.inject("/readyz");

  await migrateUp(target);
  expect([statusCode, JSON.parse(body)]).toEqual([
    503,
    { status: "migrations pending", pending: ["1764000003000_libraries"] },
  ]);
});

it("R-APP-1 /readyz is 503 without the database, while /healthz goes on", async () => {
  const lost = await newTestApp("server_lost");
  const name = new URL(lost.settings.databaseUrl).pathname.slice(1);
  await lost.database.close();
  await app.database.pool.query(`DROP DATABASE "${name}" WITH (FORCE)`);

  const [ready, health] = await Promise.all([
    lost.server.inject("/readyz"),
    lost.server.inject("/healthz"),
  ]);

  await lost.server.close();
  expect([ready.statusCode, ready.json(), health.statusCode]).toEqual([
    503,
    { status: "database unreachable" },
    200,
  ]);
});

it("R-APP-5 in production there is neither GraphiQL nor introspection, and no suggestion", async () => {
  const production = await newTestApp("server_production", { NODE_ENV: "production" });

  const page = await production.server.inject("/graphiql");
  const schema = await production.query("{ __schema { types { name } } }");
  const mistyped = await production.query("{ bok { id } }");

  await production.close();
  expect([page.statusCode, schema.status, mistyped.body]).toEqual([
    404,
    400,
    {
      data: null,
      errors: [
        {
          message: 'Cannot query field "bok" on type "Query".',
          locations: [{ line: 1, column: 3 }],
          extensions: { code: "BAD_USER_INPUT" },
        },
      ],
    },
  ]);
});

it("R-APP-4 on SIGTERM requests in flight are answered, then the process ends", async () => {
  const main = await startProgram("src/main.ts", { DATABASE_URL: databaseUrl, PORT: "0" });
  // Holds the request up until the signal has come.
  const holder = new Client({ connectionString: databaseUrl });
  await holder.connect();
  await holder.query("BEGIN; LOCK TABLE readers IN ACCESS EXCLUSIVE MODE");
  const answer = fetch(`${main.address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ readers { nodes { name } } }" }),
  }).then((response) => response.json());
  await untilBlocked(holder);

  main.child.kill("SIGTERM");
  await untilClosed(main.address);
  await holder.query("ROLLBACK");

  expect([await answer, await main.exit]).toEqual([{ data: { readers: { nodes: [] } } }, 0]);
  await holder.end();
});

it("prints the addresses when it is ready", async () => {
  const main = await startProgram("src/main.ts", { DATABASE_URL: databaseUrl, PORT: "0" });
  main.child.kill("SIGINT");
  await main.exit;

  const lines = main.output().filter((line) => line.startsWith("  "));
  expect(lines).toEqual([
    `  Books     ${main.address}/`,
    `  GraphQL   ${main.address}/graphql`,
    `  GraphiQL  ${main.address}/graphiql`,
    `  Health    ${main.address}/healthz and ${main.address}/readyz`,
  ]);
});

it("a port in use is one sentence with a code, and exit code 1", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address() as AddressInfo;

  const result = await runProgram("src/main.ts", { DATABASE_URL: databaseUrl, PORT: String(port) });

  other.close();
  expect(result).toEqual({
    code: 1,
    errors: `PORT_IN_USE: Port ${port} is in use. Stop the program that uses it, or choose another one: PORT=${port + 1}.\n`,
  });
});

it("R-SNAP-4 a database that the code was not generated for is refused at the start, with the differences in words", async () => {
  const url = await newDatabase("server_drift");
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("ALTER TABLE books DROP COLUMN title");
  await client.query("DELETE FROM language WHERE code = 'ENG'");
  await client.end();

  expect(await runProgram("src/main.ts", { DATABASE_URL: url, PORT: "0" })).toEqual({
    code: 1,
    errors:
      "SCHEMA_DRIFT: The database is not the one that the code was generated for:\n" +
      "- public.books has no column title (Book.title)\n" +
      "- public.language has no row ENG (the enum Language)\n" +
      "When the database is behind, migrate it (kingpost-migrate up); when the code is, generate it anew (kingpost-codegen).\n",
  });
});

it("a database without the migrations is refused in a sentence that says what to run, by the server and by the seed", async () => {
  const url = await newDatabase("server_empty");
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  await client.end();
  const answers = await Promise.all(
    ["src/main.ts", "src/seed.ts"].map((program) =>
      runProgram(program, { DATABASE_URL: url, PORT: "0" }),
    ),
  );

  const [first, last] = [
    "SCHEMA_DRIFT: The database is not the one that the code was generated for:",
    "When the database is behind, migrate it (kingpost-migrate up); when the code is, generate it anew (kingpost-codegen).",
  ];
  expect(
    answers.map(({ code, errors }) => [code, errors.split("\n")[0], errors.split("\n").at(-2)]),
  ).toEqual([
    [1, first, last],
    [1, first, last],
  ]);
});

it("a wrong DATABASE_URL is one sentence with a code, without the password, and exit code 1", async () => {
  const [closed, unknown, refused, nonsense, none] = await Promise.all([
    runProgram("src/main.ts", { DATABASE_URL: "postgres://postgres:secret@127.0.0.1:1/app" }),
    runProgram("src/main.ts", {
      DATABASE_URL: databaseUrl.replace(/\/[^/]+$/, "/no_such_database"),
    }),
    runProgram("src/main.ts", {
      DATABASE_URL: databaseUrl.replace(/\/\/.*@/, "//postgres:secret@"),
    }),
    runProgram("src/main.ts", { DATABASE_URL: "not an address" }),
    runProgram("src/main.ts", { DATABASE_URL: "" }),
  ]);

  const hint = "Check it, or unset it to use the embedded one.\n";
  expect([closed, unknown, refused, nonsense, none]).toEqual([
    {
      code: 1,
      errors: `DATABASE_UNREACHABLE: DATABASE_URL does not lead to a database: connect ECONNREFUSED 127.0.0.1:1. ${hint}`,
    },
    {
      code: 1,
      errors: `DATABASE_UNREACHABLE: DATABASE_URL does not lead to a database: database "no_such_database" does not exist. ${hint}`,
    },
    {
      code: 1,
      errors: `DATABASE_UNREACHABLE: DATABASE_URL does not lead to a database: password authentication failed for user "postgres". ${hint}`,
    },
    {
      code: 1,
      errors:
        "SETTINGS: DATABASE_URL is not an address such as postgres://user:password@host:5432/app. See .env.example for what can be set.\n",
    },
    {
      code: 1,
      errors: "SETTINGS: DATABASE_URL is not set. See .env.example for what can be set.\n",
    },
  ]);
  // Five programs at once, which a busy machine loads slowly.
}, 180_000);

/** Waits until a statement waits for a lock. */
async function untilBlocked(client: Client): Promise<void> {
  const sql =
    "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
  while ((await client.query(sql)).rowCount === 0) await sleep(20);
}
