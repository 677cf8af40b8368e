// `pnpm run setup` on copies of this workspace. What it changes is shown as a whole, as git tells it; that the smallest workspace still
// passes its check follows from knip, the compiler and the doc tests, which the copy has too.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { root } from "./run/Children.ts";
import { dropImporters } from "./setup/dropImporters.ts";
import { envOf } from "./setup/envOf.ts";
import { extras } from "./setup/extras.ts";

/** `script` of util-linux gives a program a terminal. */
const hasTerminal = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;
const tsc = join(root, "node_modules/typescript/bin/tsc");
let delivered: string;

beforeAll(() => {
  delivered = mkdtempSync(join(tmpdir(), "kingpost delivered-"));
  cpSync(root, delivered, {
    recursive: true,
    filter: (path) =>
      !/^(?:node_modules|dist|coverage|generated|\.git|\.data|\.env|\.toolchain.*)$/.test(
        basename(path),
      ),
  });
  git(delivered, "init", "--quiet", "--initial-branch=main");
  git(delivered, "add", "--all");
  git(delivered, "commit", "--quiet", "--message", "As delivered");
});

afterAll(() => rmSync(delivered, { recursive: true, force: true }));

it("R-APP-15 drops everything that can be dropped, and names it nowhere any more", () => {
  const app = newCopy();

  const { code, told } = setUp(
    app,
    "--name",
    "bookshop",
    "--scope",
    "@acme",
    "--keep",
    "none",
    "--json",
  );
  const { removed, ...rest } = told as { readonly removed: ReadonlyArray<string> };
  expect({
    code,
    ...rest,
    removed: removed.filter((path) => !path.startsWith("app-template/")),
  }).toEqual({
    code: 0,
    name: "bookshop",
    scope: "acme",
    keep: [],
    changed: 59,
    removed: [
      "tools/setup.test.ts",
      "tools/setup/starter",
      ".ci/setup.mjs",
      "benchmarks",
      "compare",
      "docs",
      "tools/rules",
      "tools/rules.ts",
      "tools/rules.test.ts",
      "tools/errors.test.ts",
      "tools/page",
      "tools/prisma",
      ".ci",
      ".github/workflows",
      "tools/standalone/askForAuthors.ts",
    ],
    env: "written",
    git: "kept",
  });
  expect(difference(app)).toMatchInlineSnapshot(`
    "== .github/ISSUE_TEMPLATE/bug.yml
    -      description: The rule of docs/spec if there is one, the whole error with its code, and the SQL that was sent if it matters.
    +      description: The whole error with its code, and the SQL that was sent if it matters.
    == .gitignore
    -benchmarks/results/*.local.json
    -benchmarks/contestants/prisma/generated/
    -compare/prisma/generated/
    == .oxfmtrc.json
    -    "benchmarks/contestants/prisma/generated/**",
    -    "compare/prisma/generated/**",
    -    "benchmarks/results/**",
    == .oxlintrc.json
    -    "benchmarks/contestants/prisma/generated/**",
    -    "compare/prisma/generated/**",
    -    "**/test/types/wrong/**",
    -    "compare/*/wrong/cases/**"
    +    "**/test/types/wrong/**"
    -      "files": [
    -        "tools/**",
    -        ".ci/**",
    -        "**/src/cli/**",
    -        "benchmarks/bench.ts",
    -        "codegen/test/real/scale.ts",
    -        "benchmarks/report/**",
    -        "compare/compare.ts",
    -        "compare/report/**"
    -      ],
    +      "files": ["tools/**", "**/src/cli/**", "codegen/test/real/scale.ts"],
    == ARCHITECTURE.md
    -| \`benchmarks/\` | how fast, beside hand-written SQL and other ORMs | all |
    -| \`compare/\` | what other ORMs do in the same situation | all |
    -| \`docs/\` | the rules, decisions, errors, facts | – |
    -| \`tools/\` | boot, the command table, the floor inspector, the coverage of rules, totals, builds | – |
    +| \`tools/\` | boot, the command table, the floor inspector, totals, builds | – |
    -Nothing depends on \`tools/\` or \`docs/\` at run time.
    +Nothing depends on \`tools/\` at run time.
    == CONTRIBUTING.md
    -| an error class | \`pnpm test tools/errors\` | \`pnpm test orm/test/errors\` |
    +| an error class | \`pnpm test orm/test/errors\` | the same |
    -| a rule in \`docs/spec\`, a test's title | \`pnpm rules\` | \`pnpm rules --mutate\` |
    -| a command, a README | \`pnpm test tools/doctest\` | \`.ci/run\` |
    -| something that may cost time | \`pnpm bench --only W1 --quick\` | \`pnpm bench\` |
    +| a command, a README | \`pnpm test tools/doctest\` | the same |
    -\`pnpm check\` is types, lint, format, floor plan and dead code; \`pnpm fix\` mends what can be mended. \`.ci/run\` is everything.
    +\`pnpm check\` is types, lint, format, floor plan and dead code; \`pnpm fix\` mends what can be mended.
    -- A file is a subject as a phrase (\`orm/test/load/batching.test.ts\`), never a ticket. A title is a sentence a user would say, and
    -  it cites the rule it holds: \`R-FIND-2 leaves out what was deleted\`. A rule that is a table is cited row by row
    -  (\`R-FILT-1/one of\`).
    -- A citing test makes an assertion about that behaviour. Where the rule speaks of SQL, it asserts the SQL: whole statements, in
    +- A file is a subject as a phrase (\`orm/test/load/batching.test.ts\`), never a ticket. A title is a sentence a user would say.
    +- A test that speaks of SQL asserts the SQL: whole statements, in
    -- \`docs/spec/finished.json\` lists the areas that are built, and in them what still waits and why. \`pnpm rules\` fails for anything
    -  else that no test cites, and for what a test cites though it is said to wait, unless it waits \`in part: …\`. A new behaviour begins
    -  with its rule.
    -- \`docs/spec/mutations.json\` says how to break a rule on purpose. When you write a test that matters, add the line that it guards;
    -  \`pnpm rules --mutate\` then shows that the test really notices.
    -- Every error is a class with a code; codes are API. The classes of the ORM are in \`orm/src/errors\`, listed in its catalogue and
    -  in [docs/errors.md](docs/errors.md); a test compares both.
    +- Every error is a class with a code; codes are API. The classes of the ORM are in \`orm/src/errors\`, listed in its catalogue.
    -- A lasting decision is a page in [docs/decisions](docs/decisions): the question, the choice, what was given up.
    == GLOSSARY.md
    -| rule | a validation of an entity; in \`docs/spec\`, a numbered statement about behaviour |
    +| rule | a validation of an entity; in titles of tests, a numbered statement about behaviour |
    == README.md
    -<!-- run: picture -->
    -<!-- run: picture, end -->
    -
    -npm start   # sets up, migrates, seeds 10,000 books and serves them; prints the addresses of GraphQL and GraphiQL
    +npm start   # sets up, migrates, seeds and serves; prints the addresses of GraphQL and GraphiQL
    -npm run seed                      # the sample data, once
    +npm run seed                      # what everybody needs to begin with
    -npm run bench -- --json out.json  # time, ratio, statements beside hand-written pg and MikroORM
    -npm run bench:pictures            # the picture above and the tables of docs/performance.md, from the last committed run
    -npm run soak                      # ten minutes of mixed load: does memory grow, is anything kept?
    -npm run compare                   # who does what: behaviour beside MikroORM
    -npm run rules                     # which rules of docs/spec the tests hold; with --mutate whether they notice
    -- [benchmarks](benchmarks/README.md): measured beside others, losses included
    -- [compare](compare/README.md): what others do in the same situation
    -- [ARCHITECTURE.md](ARCHITECTURE.md), [LIFECYCLE.md](LIFECYCLE.md), [CONTRIBUTING.md](CONTRIBUTING.md), [docs](docs/README.md)
    +- [ARCHITECTURE.md](ARCHITECTURE.md), [LIFECYCLE.md](LIFECYCLE.md), [CONTRIBUTING.md](CONTRIBUTING.md)
    -MIT. The sample data is the goodbooks-10k set; its notice is in [app-template/data](app-template/data/goodbooks/README.md).
    +MIT.
    == app-template/.env.example
    -# The server itself, where DATABASE_URL leads to a pooler: subscriptions need LISTEN.
    -# LISTEN_URL=postgres://user:password@host:5432/app
    -
    -# Requests of one client in a minute, and messages of one WebSocket.
    +# Requests of one client in a minute.
    -# Bytes of a request, and of a message of a WebSocket.
    +# Bytes of a request.
    -# WebSockets of one client at a time.
    -# SOCKETS=10
    -
    -# Subscriptions of one WebSocket.
    -# SOCKET_SUBSCRIPTIONS=20
    -
    -# Events that a subscription may be behind, before its WebSocket is closed.
    -# SOCKET_QUEUE=100
    -
    -# Milliseconds within which a WebSocket has to say who it is.
    -# SOCKET_INIT=5000
    -
    -# Milliseconds within which the other end of a WebSocket has to show that it is there.
    -# SOCKET_PING=30000
    -
    -# Where traces and metrics go (OTLP); needs \`npm install @opentelemetry/sdk-node\`. Other OTEL_ variables hold too.
    -# OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318
    -
    == app-template/AGENTS.md
    -- An entity's rules and methods go into its own file, \`src/entities/Review.ts\` for example.
    +- An entity's rules and methods go into its own file, \`src/entities/Account.ts\` for example.
    -- Resolvers stay thin: \`entityResolver(Author)\` for objects, \`paginateCursor\` for lists, \`saveEntity\` for mutations. What a query selects is loaded ahead, in
    -  one round trip; never a query per row. A test asserts how many statements a query costs (\`test/queries.test.ts\`).
    +- Resolvers stay thin: \`entityResolver(Account)\` for objects, \`paginateCursor\` for lists, \`saveEntity\` for mutations. What a query selects is loaded ahead, in
    +  one round trip; never a query per row. A test asserts how many statements a query costs (\`test/api.test.ts\`).
    -- Errors for clients have a code in \`extensions\`; everything else is masked (\`newErrorFormatter\` of \`kingpost/graphql\`). Add a case to \`test/badInput.test.ts\`.
    -- What others shall hear of is told by \`em.notify\` in a hook, ids only; a subscription is \`resolvers/…/xSubscription.ts\`, which hears it by \`ctx.events\` and loads it with the
    -  em of each event. Nothing of a subscription is kept between events. Its limits are tested in \`test/socketLimits.test.ts\`.
    +- Errors for clients have a code in \`extensions\`; everything else is masked (\`newErrorFormatter\` of \`kingpost/graphql\`). Add a case to \`test/api.test.ts\`.
    -- Libraries are tenants. \`ctx.em\` runs under \`tenantSettings(ctx.user)\`, and the database shows only the rows of that library; a table of theirs gets
    -  \`enableTenancy\` in its migration, and a case in \`test/tenants.test.ts\`. Never make an em with \`isUnrestricted\` for a request.
    == app-template/README.md
    -# kingpost-app
    +# bookshop
    -A GraphQL backend on Postgres: Fastify, Mercurius and Kingpost, with 10,000 real books in it.
    +A GraphQL backend on Postgres: Fastify, Mercurius and Kingpost.
    -  Books     http://localhost:4000/
    -{ authors(first: 3) { nodes { name books { title reviews { rating reader { name } } } } } }
    +{ accounts { nodes { name } } }
    -Four levels, four SQL statements: the line in the log says so. Ctrl-C answers the requests in flight, then stops everything.
    +One SQL statement: the line in the log says so. Ctrl-C answers the requests in flight, then stops everything.
    -| \`npm run test:browser\` | the pages and GraphiQL in a real Chromium, where there is one |
    +| \`npm run test:browser\` | GraphiQL in a real Chromium, where there is one |
    -| \`npm run new:entity\` | a new entity, from its migration to the API: \`npm run new:entity Publisher name:text city:text:optional author:Author\`; where \`dev\` runs, only the migration, and the rest follows |
    +| \`npm run new:entity\` | a new entity, from its migration to the API: \`npm run new:entity Publisher name:text city:text:optional account:Account\`; where \`dev\` runs, only the migration, and the rest follows |
    -| \`npm run seed\` | adds what is missing of the sample data; a second run adds nothing |
    -| \`npm run console\` | a prompt with \`em\` and the entities: \`await em.find(Author, { name: { search: "le guin" } })\`; with \`-- --sandbox\` all that is written is taken back |
    +| \`npm run seed\` | adds what everybody needs to begin with (\`src/seed.ts\`); a second run adds nothing |
    +| \`npm run console\` | a prompt with \`em\` and the entities: \`await em.find(Account, {})\`; with \`-- --sandbox\` all that is written is taken back |
    -A request may bring \`authorization: Bearer …\`, a JWT signed with \`AUTH_SECRET\` whose \`sub\` is a reader's id: \`ctx.user\` in resolvers and rules. Users of
    -another kind are another \`TokenVerifier\`, given to \`newServer\`. \`saveReader\` shows a field that only its owner or an editor may set.
    -
    -Whoever works for a library has its id in the token (\`"library": "l:1"\`), and sees the shelves, loans and notes of that library only: the database
    -refuses everything else, by policies that the migration \`libraries\` makes. Guests see books, authors and reviews.
    +A request may bring \`authorization: Bearer …\`, a JWT signed with \`AUTH_SECRET\` whose \`sub\` is an account's id: \`ctx.user\` in resolvers and rules. Users of
    +another kind are another \`TokenVerifier\`, given to \`newServer\`. \`saveAccount\` shows a field that only its owner or an editor may set.
    -flushes wrote. With \`OTEL_EXPORTER_OTLP_ENDPOINT\` set, traces and metrics go to a collector by OTLP: a span for the request, below it the GraphQL
    -operation, the exchanges with the database and each statement; how long requests took, how many statements they needed, the use of the
    -pool, the size of flushes. Lines of the log have \`traceId\` and \`spanId\` then. The SDK is large, so it is yours to install:
    -
    -\`\`\`
    -npm install @opentelemetry/sdk-node
    -\`\`\`
    -
    -## Who hears of it
    -
    -\`subscription { reviewAdded(bookId: "b:1") { rating reader { name } } }\` over WebSocket, at the address of the endpoint (graphql-transport-ws): each review that is committed, in any
    -process, is told to those who look at its book. \`src/entities/Review.ts\` tells it as a part of the flush (\`em.notify\`), Postgres carries it, and
    -\`src/graphql/subscriptions/\` hears it and loads what is selected for each subscriber anew, as the user they are. A browser sends its token with its first message: \`{ "authorization": "Bearer …" }\`.
    -Queries and mutations go over HTTP. Behind a transaction pooler \`LISTEN_URL\` leads to the server itself.
    +flushes wrote.
    -\`docker compose up\` starts Postgres 18, runs the migrations and serves on port 4000; the image of the \`Dockerfile\` holds no development dependencies and
    -runs as an ordinary user. Migrations are a step of their own: \`kingpost-migrate up\` takes turns, so that several deployments at once apply each once.
    -\`.github/workflows/ci.yml\` runs \`check\` and \`test\` on an embedded Postgres.
    +Migrations are a step of their own: \`kingpost-migrate up\` takes turns, so that several deployments at once apply each once.
    -src/graphql/subscriptions/  what is told over WebSocket, and its limits
    -src/seed/              the sample data, from data/goodbooks/ (CC BY-SA 4.0, see the README there)
    -src/pages/             books, a book, a form: pages without a script, each fed by one hint
    -src/telemetry/         spans and metrics, off unless a collector is named
    == app-template/kingpost.config.ts
    -import type { Names } from "./src/entities/codegen/names.ts";
    -export default defineConfig<Names>({
    +export default defineConfig({
    -  // What has a deleted_at, such as a shelf, is kept when it is deleted.
    -  softDelete: { emDelete: "soft" },
    -  entities: {
    -    // The further authors of a book come in the order in which the book names them.
    -    Contribution: { orderBy: "position" },
    -    // What a note is about: a shelf, or a book on it.
    -    Note: { relations: { about: { polymorphic: "notNull" } } },
    -  },
    == app-template/llms.txt
    -# kingpost-app
    +# bookshop
    == app-template/package.json
    -  "name": "kingpost-app",
    +  "name": "bookshop",
    -    "@fastify/formbody": "9.0.1",
    -    "@fastify/websocket": "11.3.6",
    -    "@opentelemetry/api": "1.9.0",
    -    "csv-parse": "^6.1.0",
    -    "ghtml": "4.0.2",
    -    "graphql-ws": "6.4.2",
    -    "@opentelemetry/context-async-hooks": "2.12.0",
    -    "@opentelemetry/core": "2.12.1",
    -    "@opentelemetry/sdk-metrics": "2.12.1",
    -    "@opentelemetry/sdk-trace-base": "2.12.1",
    -    "@types/ws": "8.18.2",
    -    "vitest": "5.1.1",
    -    "ws": "8.23.0"
    +    "vitest": "5.1.1"
    == knip.json
    -      "entry": [".ci/*.mjs", "vitest.faults.config.ts"],
    -      "project": [".ci/**/*.mjs"],
    +      "entry": ["vitest.faults.config.ts"],
    +      "project": ["*.mjs"],
    -    "benchmarks": {
    -      "entry": [
    -        "bench.ts",
    -        "soak.ts",
    -        "soak/probe.ts",
    -        "pictures.ts",
    -        "test/browser/*.ts",
    -        "contestants/**/*.ts",
    -        "fixtures/**/*.ts",
    -        "**/*.test.ts"
    -      ],
    -      "project": ["**/*.ts"]
    -    },
    -    "compare": {
    -      "entry": [
    -        "compare.ts",
    -        "migrations/*.ts",
    -        "kingpost/kingpost.config.ts",
    -        "kingpost/entities/**/*.ts",
    -        "{kingpost,mikro-orm,drizzle,typeorm,prisma}/*.ts",
    -        "*/wrong/*.ts",
    -        "**/*.test.ts",
    -        "test/browser/*.ts"
    -      ],
    -      "project": ["**/*.ts"]
    -    },
    -    },
    -    "docs": {}
    +    }
    == orm/README.md
    -- **Errors have codes**, listed in \`docs/errors.md\` of the repository.
    +- **Errors have codes**, listed in \`orm/src/errors/catalogue.ts\`.
    == orm/src/errors/KingpostError.ts
    - * An error with a \`code\`; docs/errors.md lists the codes.
    + * An error with a \`code\`; \`catalogue\` lists the codes.
    == orm/src/errors/README.md
    -Every error that Kingpost throws is a class with a \`code\`; \`catalogue.ts\` lists the codes and \`docs/errors.md\` explains
    -them.
    +Every error that Kingpost throws is a class with a \`code\`; \`catalogue.ts\` lists the codes.
    == package.json
    -  "name": "kingpost-workspace",
    +  "name": "bookshop-workspace",
    -    "bench": "node tools/boot.mjs bench",
    -    "soak": "node tools/boot.mjs soak",
    -    "bench:pictures": "node tools/boot.mjs bench:pictures",
    -    "compare": "node tools/boot.mjs compare",
    -    "rules": "node tools/boot.mjs rules",
    == pnpm-workspace.yaml
    -packages: [orm, codegen, migrations, app-template, benchmarks, compare, docs, tools]
    +packages: [orm, codegen, migrations, app-template, tools]
    -  tinybench: 6.2.3
    == tools/budgets.ts
    -// orm/budgets is what a review talks about. Statements are counted by the tests, time and memory by the benchmarks.
    +// orm/budgets is what a review talks about. Statements are counted by the tests.
    == tools/dev.test.ts
    -    await answered("{ authors { nodes { id } } }");
    +    await answered("{ accounts { nodes { id } } }");
    -    await answered("{ authors { nodes { id } } }");
    +    await answered("{ accounts { nodes { id } } }");
    == tools/doctest.test.ts
    -  "benchmarks/README.md",
    -  "compare/README.md",
    -  "docs/README.md",
    -  "docs/errors.md",
    -  "docs/performance.md",
    -  "docs/platform.md",
    -  "docs/reliability.md",
    -  "docs/subscriptions.md",
    -  "docs/tenants.md",
    -  "docs/writing.md",
    -const folders = [
    -  ".ci",
    -  ".github",
    -  "app-template",
    -  "benchmarks",
    -  "codegen",
    -  "compare",
    -  "docs",
    -  "migrations",
    -  "orm",
    -  "tools",
    -];
    +const folders = [".github", "app-template", "codegen", "migrations", "orm", "tools"];
    == tools/package.json
    -  "name": "@kingpost/tools",
    +  "name": "@acme/tools",
    -  "description": "What the workspace itself needs: boot, the command table, the floor inspector, the rule coverage, the test totals.",
    +  "description": "What the workspace itself needs: boot, the command table, the floor inspector, the test totals.",
    -    "./budgets/*": "./budgets/*.ts",
    -    "./page/*": "./page/*.ts",
    -    "./prisma/*": "./prisma/*.ts"
    +    "./budgets/*": "./budgets/*.ts"
    == tools/run/commands.ts
    -  bench: {
    -    about: "benchmarks [--json FILE] [--html FILE] [--only W1,W3] [--rounds N]",
    -    run: script("benchmarks/bench.ts"),
    -  },
    -  "bench:pictures": {
    -    about: "draw the README's picture anew, from the last committed run",
    -    run: script("benchmarks/pictures.ts"),
    -  },
    -  soak: {
    -    about: "ten minutes of load on the template: does anything grow or leak? [--minutes N]",
    -    run: script("benchmarks/soak.ts"),
    -  },
    -  compare: { about: "behaviour side by side with other ORMs", run: script("compare/compare.ts") },
    -  rules: {
    -    about: "which rules of the specification the tests cite [--mutate]",
    -    run: script("tools/rules.ts"),
    -  },
    == tools/standalone.ts
    -import { askForAuthors } from "./standalone/askForAuthors.ts";
    +import { askForAccounts } from "./standalone/askForAccounts.ts";
    -    const found = await askForAuthors(served.found);
    +    const found = await askForAccounts(served.found);
    == tsconfig.json
    -    { "path": "benchmarks" },
    -    { "path": "compare" },
    == vitest.browser.config.ts
    -          include: ["{codegen,benchmarks,compare}/test/browser/*.browser.ts"],
    +          include: ["codegen/test/browser/*.browser.ts"],
    == vitest.config.ts
    -            "{orm,codegen,migrations,benchmarks,compare}/test/**/*.test.ts",
    -            "{orm,codegen,migrations,benchmarks,compare}/{src,scenarios,report,fixtures}/**/*.test.ts",
    +            "{orm,codegen,migrations}/test/**/*.test.ts",
    +            "{orm,codegen,migrations}/{src,scenarios,report,fixtures}/**/*.test.ts",
    "
  `);
  expect(importers(app)).toEqual([".", "app-template", "codegen", "migrations", "orm", "tools"]);
});

it("R-APP-15 keeps everything by default, under the new names, with imports in the order of those", () => {
  const app = newCopy();

  expect(setUp(app, "--name", "bookshop", "--scope", "zoo", "--json")).toMatchObject({
    code: 0,
    told: {
      keep: [
        "sample",
        "page",
        "tenants",
        "subscriptions",
        "telemetry",
        "docker",
        "ci",
        "docs",
        "benchmarks",
        "compare",
      ],
      removed: ["tools/setup.test.ts", "tools/setup/starter", ".ci/setup.mjs"],
    },
  });
  expect(
    git(
      app,
      "grep",
      "--name-only",
      "--extended-regexp",
      "@kingpost/(benchmarks|compare|docs|tools)",
      "--",
      ":!tools/setup",
    ),
  ).toBe("");
  expect(difference(app, "compare/report", "compare/prisma", "pnpm-lock.yaml"))
    .toMatchInlineSnapshot(`
    "== compare/prisma/package.json
    -  "name": "@kingpost/compare-prisma",
    +  "name": "@zoo/compare-prisma",
    == compare/prisma/prisma.ts
    -import { preparePrisma, prismaClientFile } from "@kingpost/tools/prisma/preparePrisma";
    +import { preparePrisma, prismaClientFile } from "@zoo/tools/prisma/preparePrisma";
    == compare/report/html/reportPage.ts
    -import { Markup, markup, type Part } from "@kingpost/tools/page/markup";
    -import { styleSheet } from "@kingpost/tools/page/styleSheet";
    -import { withCode } from "@kingpost/tools/page/withCode";
    +import { Markup, markup, type Part } from "@zoo/tools/page/markup";
    +import { styleSheet } from "@zoo/tools/page/styleSheet";
    +import { withCode } from "@zoo/tools/page/withCode";
    == pnpm-lock.yaml
    -      '@kingpost/tools':
    +      '@zoo/tools':
    -      '@kingpost/tools':
    +      '@zoo/tools':
    "
  `);
});

it.each([
  ["sample,page,tenants,docker", ["docs", "benchmarks", "compare"]],
  ["sample,subscriptions,telemetry,ci,compare", ["docs", "benchmarks"]],
] as const)(
  "R-APP-15 keeps %s alone, and what is left of the application compiles",
  (keep, gone) => {
    const app = newCopy();

    const { code, told } = setUp(app, "--name", "bookshop", "--keep", keep, "--json");
    expect({ code, told }).toMatchObject({ code: 0, told: { keep: keep.split(",") } });
    const there = Object.entries(extras).filter(([, { path }]) => existsSync(join(app, path)));
    expect(there.map(([name]) => name)).toEqual(keep.split(","));
    expect(
      importers(app).filter((folder) => (gone as ReadonlyArray<string>).includes(folder)),
    ).toEqual([]);
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", "app-template"], {
      cwd: app,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  },
);

it("R-APP-15 writes settings with a secret and a first commit, where there was no repository", () => {
  const app = newCopy();
  rmSync(join(app, ".git"), { recursive: true });

  const { code, told } = setUp(app, "--name", "bookshop", "--yes");
  expect({ code, told: String(told).replace(/\d+ changed/, "N changed") }).toEqual({
    code: 0,
    told: `bookshop, its private packages in @bookshop
  kept     sample, page, tenants, subscriptions, telemetry, docker, ci, docs, benchmarks, compare
  files    N changed, 3 files and folders removed
  .env     written, with a secret of its own
  git      begun, with a first commit

Next: npm start
`,
  });
  const env = readFileSync(join(app, ".env"), "utf8");
  const secret = /^AUTH_SECRET=([\w-]{43})$/m.exec(env)?.[1];
  expect(env).toBe(
    envOf(readFileSync(join(app, "app-template/.env.example"), "utf8"), String(secret)),
  );
  expect(git(app, "log", "--format=%s")).toBe("Begin bookshop\n");
  expect(git(app, "ls-files", ".env")).toBe("");
});

it.runIf(hasTerminal)(
  "R-APP-15 asks on a terminal, again where an answer cannot be taken",
  async () => {
    const app = newCopy();
    const said = await typeInto(app, [
      ["Its name", "\u0015Book Shop\r"],
      ["is no name of a project", "\u0015bookshop\r"],
      ["The scope", "\r"],
      // Up from the first is the last, compare.
      ["What to keep", "\u001B[A \r"],
    ]);

    expect(said).toContain("bookshop, its private packages in @bookshop");
    expect([existsSync(join(app, "compare")), existsSync(join(app, "benchmarks"))]).toEqual([
      false,
      true,
    ]);
    expect(git(app, "diff", "--name-only", "package.json")).toBe("package.json\n");
  },
);

it.runIf(hasTerminal)(
  "R-APP-15 asks again where an extra lacks what it needs, and changes nothing when it is left",
  async () => {
    const app = newCopy();
    const said = await typeInto(app, [
      ["Its name", "\r"],
      ["The scope", "\r"],
      ["What to keep", " \r"],
      ["page cannot be kept without sample: it shows its books.", ""],
      // Between two questions nobody reads what is typed.
      ["Enter: confirm", "\u0003"],
    ]);

    expect(said).toContain("SETUP_CANCELLED: Nothing was changed.");
    expect(git(app, "status", "--porcelain")).toBe("");
  },
);

it("R-APP-15 changes nothing when it is run again, and refuses other answers then", () => {
  const app = newCopy();
  setUp(app, "--name", "bookshop", "--keep", "compare");
  git(app, "add", "--all");
  git(app, "commit", "--quiet", "--message", "Set up");

  expect([
    setUp(app, "--yes"),
    setUp(app, "--name", "bookshop", "--keep", "compare"),
    setUp(app, "--name", "bookshop", "--keep", "none"),
  ]).toEqual([
    { code: 0, told: "bookshop is set up already; nothing was changed.\n" },
    { code: 0, told: "bookshop is set up already; nothing was changed.\n" },
    {
      code: 1,
      told: "SETUP_NOT_FRESH: This is bookshop already (scope @bookshop, kept: compare). Set up a new copy for other answers.\n",
    },
  ]);
  expect(git(app, "status", "--porcelain")).toBe("");
});

it("R-APP-15 refuses what it cannot do, by code, and leaves everything as it was", () => {
  const app = newCopy();
  expect(
    [
      [],
      ["--name", "Book Shop"],
      ["--name", "kingpost"],
      ["--yes", "--scope", "a/b"],
      ["--yes", "--keep", "docs,sauna"],
      ["--yes", "--keep", "benchmarks"],
      ["--yes", "--keep", "page"],
      ["--yes", "--colour"],
    ].map((args) => setUp(app, ...args)),
  ).toEqual(
    [
      "SETUP_NO_ANSWERS: There is no terminal to ask on. Give --name, or --yes for the defaults; see --help.",
      'SETUP_ANSWER: "Book Shop" is no name of a project: small letters, digits and hyphens, a letter first.',
      'SETUP_ANSWER: "kingpost" is the name of another package here.',
      'SETUP_ANSWER: "a/b" is no scope: small letters, digits and hyphens, a letter first.',
      'SETUP_ANSWER: There is no extra "sauna". --keep takes all, none, or some of: sample,page,tenants,subscriptions,telemetry,docker,ci,docs,benchmarks,compare',
      "SETUP_NEEDED: benchmarks cannot be kept without docs: it writes its figures into docs/performance.md.",
      "SETUP_NEEDED: page cannot be kept without sample: it shows its books.",
      "SETUP_ANSWER: Unknown option '--colour'. See --help.",
    ].map((line) => ({ code: 1, told: `${line}\n` })),
  );
  expect(git(app, "status", "--porcelain")).toBe("");

  const tsconfig = join(app, "tsconfig.json");
  writeFileSync(tsconfig, "{}\n");
  expect(setUp(app, "--yes", "--keep", "none")).toEqual({
    code: 1,
    told: "SETUP_DIRTY: There are changes that are not committed. Commit or remove them first:\nM tsconfig.json\n",
  });
  git(app, "commit", "--quiet", "--all", "--message", "Change");
  expect(setUp(app, "--yes", "--keep", "none", "--json")).toEqual({
    code: 1,
    told: {
      error: {
        code: "SETUP_FILE_CHANGED",
        message:
          'tsconfig.json is not as it was delivered: { "path": "benchmarks" }, is there 0 times instead of once. Set up a new copy, before anything else is done to it.',
      },
    },
  });
  expect(git(app, "status", "--porcelain")).toBe("");
});

it("takes packages of the workspace out of a lockfile", () => {
  const lockfile = "importers:\n\n  a: {}\n\n  b:\n    x: 1\n\n  c:\n    y: 1\n\npackages:\n";
  expect(dropImporters(lockfile, ["a", "c"])).toBe("importers:\n\n  b:\n    x: 1\n\npackages:\n");
});

function newCopy(): string {
  const app = mkdtempSync(join(tmpdir(), "kingpost setup-"));
  onTestFinished(() => rmSync(app, { recursive: true, force: true }));
  git(app, "clone", "--quiet", delivered, ".");
  for (const folder of [".", "app-template", "codegen", "migrations", "orm", "tools"])
    symlinkSync(join(root, folder, "node_modules"), join(app, folder, "node_modules"), "junction");
  // A link is no folder, so the pattern for folders does not leave it out.
  writeFileSync(join(app, ".git/info/exclude"), "node_modules\n");
  return app;
}

function setUp(
  app: string,
  ...args: ReadonlyArray<string>
): { code: number | null; told: unknown } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["tools/setup.ts", ...args], {
    cwd: app,
    encoding: "utf8",
    env: environment,
  });
  return { code: status, told: args.includes("--json") ? JSON.parse(stdout) : stdout + stderr };
}

/** Runs setup on a terminal of its own; each text is typed when the one before it was shown. */
async function typeInto(
  app: string,
  steps: ReadonlyArray<readonly [shown: string, typed: string]>,
): Promise<string> {
  // Without a size nothing would be wider than a letter.
  const command = `stty cols 120 rows 60; "${process.execPath}" tools/setup.ts --no-git`;
  const child = spawn("script", ["-qec", command, "/dev/null"], { cwd: app, env: environment });
  const left = [...steps];
  let said = "";
  let at = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    // Several may be shown at once.
    for (;;) {
      const [shown, typed] = left[0] ?? ["", undefined];
      const place = said.indexOf(shown, at);
      if (typed === undefined || place < 0) return;
      at = place + shown.length;
      left.shift();
      child.stdin.write(typed);
    }
  });
  await once(child, "close");
  return stripVTControlCharacters(said);
}

/** The lines that a run took away and put in, by file. */
function difference(app: string, ...paths: ReadonlyArray<string>): string {
  const all = paths.length === 0 ? [":!pnpm-lock.yaml", ...generated] : paths;
  return git(app, "diff", "--unified=0", "--diff-filter=M", "--no-renames", "--", ...all)
    .split("\n")
    .filter((line) => !/^(?:index|diff|@@|---)/.test(line))
    .map((line) => line.replace(/^\+\+\+ b\//, "== "))
    .join("\n")
    .replaceAll(madeOfRun, "$<begin>$<end>");
}

/** What codegen writes, and what is shown to be whole by its types and tests: here, and in `.ci/setup.mjs`. */
const generated = ["kingpost.schema.json", "kingpost.lock.json", "src", "test"].map(
  (path) => `:!app-template/${path}`,
);

/** What `pnpm bench:pictures` writes between its comments changes with every committed run, and goes with them. */
const madeOfRun =
  /(?<begin>-<!-- run: (?<name>\w+) -->\n)(?:-.*\n)*?(?<end>-<!-- run: \k<name>, end -->)/g;

function importers(app: string): Array<string> {
  const text = readFileSync(join(app, "pnpm-lock.yaml"), "utf8");
  const section = text.slice(text.indexOf("\nimporters:"), text.indexOf("\npackages:"));
  return [...section.matchAll(/^ {2}(\S+):/gm)].map(([, name = ""]) => name);
}

function git(cwd: string, ...args: ReadonlyArray<string>): string {
  return spawnSync("git", args, { cwd, encoding: "utf8", env: environment }).stdout;
}

const environment: NodeJS.ProcessEnv = {
  ...process.env,
  NO_COLOR: "1",
  // Undefined leaves it out: Node warns of both.
  FORCE_COLOR: undefined,
  GIT_CEILING_DIRECTORIES: tmpdir(),
  GIT_AUTHOR_NAME: "Somebody",
  GIT_AUTHOR_EMAIL: "somebody@example.org",
  GIT_COMMITTER_NAME: "Somebody",
  GIT_COMMITTER_EMAIL: "somebody@example.org",
};
