// The scripts of package.json, as boot.mjs runs them.
import { expect, it } from "vitest";
import { Reader } from "../src/entities/Reader.ts";
import { newTestApp } from "./newTestApp.ts";
import { runProgram, startProgram, typeInto, untilClosed } from "./programs.ts";

it("R-APP-7 start migrates, leaves a database in use as it is, serves, and ends by Ctrl-C with all that it started", async () => {
  const app = await newTestApp("boot");
  const em = app.newEm();
  em.create(Reader, { name: "r1", email: "r1@example.org" });
  await em.flush();

  const started = await startProgram("boot.mjs start", {
    DATABASE_URL: app.settings.databaseUrl,
    PORT: "0",
  });
  const ready = await fetch(`${started.address}/readyz`);
  started.child.kill("SIGINT");

  expect([ready.status, await started.exit]).toEqual([200, 0]);
  await untilClosed(started.address);
  // The log goes to the same place, in its own time.
  expect(started.output().filter((line) => line !== "" && !line.startsWith("{"))).toEqual([
    "Nothing to apply: the database is up to date.",
    `  Books     ${started.address}/`,
    `  GraphQL   ${started.address}/graphql`,
    `  GraphiQL  ${started.address}/graphiql`,
    `  Health    ${started.address}/healthz and ${started.address}/readyz`,
  ]);
  await app.close();
});

it("a script that does not exist is a sentence with a code, and exit code 2", async () => {
  expect(await runProgram("boot.mjs strat", {})).toEqual({
    code: 2,
    errors:
      'COMMAND_UNKNOWN: There is no "strat". Choose from: start, dev, seed, console, migrate, codegen, new:entity, schema:erd, schema:docs, db:reset, test, test:browser.\n',
  });
});

it("an older Node is told which one is needed", async () => {
  const older = "Object.defineProperty(process.versions,'node',{value:'22.1.0'})";
  const { code, errors } = await runProgram(
    `--import=data:text/javascript,${older} boot.mjs start`,
    {},
  );

  expect([code, errors.replace(/, this is .*/, "")]).toEqual([
    2,
    "NODE_VERSION: Node 24 or newer is needed\n",
  ]);
});

it("a migration and an entity with names that cannot be are refused before a database is asked for", async () => {
  const DATABASE_URL = "postgres://postgres:secret@127.0.0.1:1/app";
  const answers = await Promise.all(
    ["migrate new a!b", "new:entity 9"].map((args) =>
      runProgram(`boot.mjs ${args}`, { DATABASE_URL }),
    ),
  );

  expect(answers.map(({ code, errors }) => [code, errors.split(",")[0]?.split("\n")[0]])).toEqual([
    [2, '"a!b" cannot be a migration\'s name: use letters'],
    [
      2,
      'ENTITY_NAME: "9" cannot be the name of an entity: up to 50 letters and digits that begin with a letter',
    ],
  ]);
});

it("a wrong DATABASE_URL is a sentence with a code and without the password, and nothing is started", async () => {
  const { code, errors } = await runProgram("boot.mjs start", {
    DATABASE_URL: "postgres://postgres:secret@127.0.0.1:1/app",
  });

  expect([
    code,
    errors.split(":")[0],
    errors.includes("secret"),
    errors.split("\n").length,
  ]).toEqual([3, "DATABASE_UNREACHABLE", false, 2]);
});

it("the console finds, changes and writes what it is told, and forgets the rest", async () => {
  const app = await newTestApp("boot_console");
  const { output, code } = await typeInto(
    "boot.mjs console",
    app.settings.databaseUrl,
    `const r = em.create(Reader, { name: "r1", email: "r1@example.org" });
     await em.flush();
     r.name = "other";
     console.log(await em.find(Reader, { email: "r1@example.org" }));`,
  );
  const [stored] = await app.newEm().find(Reader, {});
  expect([code, output, stored?.name]).toEqual([0, "[ Reader#1:1 ]\n", "r1"]);
  await app.close();
});

it("the console's sandbox writes for itself alone", async () => {
  const app = await newTestApp("boot_sandbox");
  const { output, code } = await typeInto(
    "boot.mjs console --sandbox",
    app.settings.databaseUrl,
    `em.create(Reader, { name: "r1", email: "r1@example.org" });
     await em.flush();
     console.log((await em.find(Reader, {})).length);`,
  );
  expect([code, output, await app.newEm().find(Reader, {})]).toEqual([0, "1\n", []]);
  await app.close();
});
