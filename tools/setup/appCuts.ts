// What goes with the extras of the application. What codegen writes is not named here: it is generated anew (`regenerate`).
import type { Cut, Edit } from "./Cut.ts";
import { escaped } from "./escaped.ts";

/** A test of a file, whether its title stands on the line of `it` or below. */
const test = (title: string): Edit => [
  new RegExp(`\\nit(?:\\.each\\(\\w+\\))?\\(\\s*"${escaped(title)}[^]*?\\n(?:\\}.*)?\\);\\n`),
];

/** A variable of the settings: its definition up to the next one. */
const variable = (name: string): Edit => [new RegExp(`  ${name}: [^]*?\\n(?=  [A-Z_]+: |\\}\\);)`)];

/** What .env.example says of a variable. */
const example = (name: string): Edit => [new RegExp(`\\n# [^\\n]*\\n# ${name}=.*\\n`)];

/** All lines with a text. */
const lines = (text: string): Edit => [new RegExp(`^.*${escaped(text)}.*\\n`, "gm")];

/** The import of a file or package, on one line. */
const imported = (from: string): Edit => [
  new RegExp(`^import [^;]* from "${escaped(from)}";\\n`, "m"),
];

const socketVariables = [
  "SOCKETS",
  "SOCKET_SUBSCRIPTIONS",
  "SOCKET_QUEUE",
  "SOCKET_INIT",
  "SOCKET_PING",
];
const socketSettings = [
  "sockets",
  "socketSubscriptions",
  "socketQueue",
  "socketInit",
  "socketPing",
];

/** What tests say of readers holds for accounts, the one entity that is left. */
const toAccounts = {
  types: [/Reader/g, "Account"],
  members: [/reader/g, "account"],
  ids: [/\br:(?=\d)/g, "a:"],
} satisfies Record<string, Edit>;

export const appCuts: ReadonlyArray<Cut> = [
  {
    without: ["page"],
    paths: ["src/pages", "test/pages.test.ts", "test/browser/pages.browser.ts"].map(inApp),
    dependencies: ["@fastify/formbody", "ghtml"],
    edits: editsInApp({
      "src/server.ts": [imported("./pages/addPages.ts"), ["  await addPages(app, contexts);\n"]],
      "src/main.ts": [lines("`  Books     ${")],
      "test/boot.test.ts": [lines("`  Books     ${")],
      "test/server.test.ts": [lines("`  Books     ${")],
      "test/subscriptions.test.ts": [
        [/\n {2}it\("R-APP-9 what people write on the page is told as well"[^]*?\n {2}\}\);\n/],
      ],
      "README.md": [
        lines("  Books     http://"),
        ["the pages and GraphiQL in a real Chromium", "GraphiQL in a real Chromium"],
        lines("src/pages/ "),
      ],
    }),
  },
  {
    without: ["telemetry"],
    paths: ["src/telemetry", "test/telemetry.test.ts"].map(inApp),
    dependencies: [
      "@opentelemetry/api",
      "@opentelemetry/context-async-hooks",
      "@opentelemetry/core",
      "@opentelemetry/sdk-metrics",
      "@opentelemetry/sdk-trace-base",
    ],
    edits: editsInApp({
      "src/server.ts": [
        imported("kingpost/otel"),
        lines('from "./telemetry/'),
        [
          /  const isTraced = [^]*?\n  \}\n/,
          "  const contexts = new RequestContexts(database.driver);\n",
        ],
        ["  if (isTraced) traceOperations(app);\n"],
      ],
      "src/main.ts": [lines("elemetry")],
      "src/AppError.ts": [['\n  | "TELEMETRY_MISSING";', ";"]],
      "src/settings.ts": [variable("OTEL_EXPORTER_OTLP_ENDPOINT"), lines("otlpEndpoint: ")],
      ".env.example": [example("OTEL_EXPORTER_OTLP_ENDPOINT")],
      "README.md": [
        [/ With `OTEL_EXPORTER_OTLP_ENDPOINT` set[^]*?sdk-node\n```\n/, "\n"],
        lines("src/telemetry/ "),
      ],
    }),
  },
  {
    without: ["docker"],
    paths: ["Dockerfile", ".dockerignore", "docker-compose.yml"].map(inApp),
    edits: editsInApp({
      "README.md": [[/`docker compose up` starts[^]*?Migrations are/, "Migrations are"]],
    }),
  },
  {
    without: ["ci"],
    paths: [".ci", ".github/workflows", inApp(".github")],
    edits: {
      ...editsInApp({
        "README.md": [lines(".github/workflows/ci.yml")],
        "test/texts.test.ts": [test("CI looks at types")],
      }),
      "CONTRIBUTING.md": [
        ["`pnpm test tools/doctest` | `.ci/run` |", "`pnpm test tools/doctest` | the same |"],
        [" `.ci/run` is everything."],
      ],
      "knip.json": [
        [`".ci/*.mjs", `],
        [`      "project": [".ci/**/*.mjs"],\n`, `      "project": ["*.mjs"],\n`],
      ],
      ".oxlintrc.json": [[/\s*"\.ci\/\*\*",/]],
      "tools/doctest.test.ts": [[`  ".ci",\n`]],
    },
  },
  {
    without: ["subscriptions"],
    paths: [
      "src/graphql/subscriptions",
      "src/graphql/resolvers/review/reviewAddedSubscription.ts",
      "src/http/acceptSockets.ts",
      "src/http/refuseForeignOrigins.ts",
      "test/SocketClient.ts",
      "test/socketLimits.test.ts",
      "test/subscriptions.test.ts",
    ].map(inApp),
    dependencies: ["@fastify/websocket", "graphql-ws", "ws", "@types/ws"],
    regenerate: true,
    edits: editsInApp({
      "src/server.ts": [
        imported("./graphql/subscriptions/addSubscriptions.ts"),
        imported("./http/acceptSockets.ts"),
        ["  await acceptSockets(app, settings);\n"],
        [/ {2}addSubscriptions\(app, .*\n/],
      ],
      "src/context.ts": [
        imported("./graphql/refusal.ts"),
        imported("./graphql/subscriptions/Events.ts"),
        [/ {2}\/\*\* What others have done[^]*?events: Events;\n/],
        [`  readonly events?: Events;\n`],
        [`  events = noEvents,\n`],
        [`{ log, user, events }`, `{ log, user }`],
        [/\n\/\*\* A request that has one answer[^]*$/],
      ],
      "src/graphiql.ts": [[`    subscriptionsProtocol: "WS",\n`]],
      "src/graphql/addGraphql.ts": [
        [/ {2}app\.graphql\.addHook\("preValidation"[^]*?\n {2}\}\);\n/],
      ],
      "src/graphql/holds.ts": [["from mutations and subscriptions", "from mutations"]],
      "src/graphql/limitDepth.ts": [[", over HTTP and over WebSocket"]],
      "src/graphql/schema/root.graphql": [[/\ntype Subscription\n/]],
      "src/graphql/schema/review.graphql": [[/extend type Subscription \{[^]*?\n\}\n\n/]],
      "src/entities/Review.ts": [[/\/\*\* The channel on which[^]*?\n\}\);\n\n/]],
      "src/settings.ts": [
        variable("LISTEN_URL"),
        [", and messages of one WebSocket"],
        [", and of a message of a WebSocket"],
        ...socketVariables.map(variable),
        ...["listenUrl", ...socketSettings].map((name) => lines(`${name}: `)),
      ],
      "src/settings.test.ts": [
        ...["LISTEN_URL", ...socketVariables].map((name) => lines(`${name}: `)),
        ...["listenUrl", ...socketSettings].map((name) => lines(`${name}: `)),
      ],
      ".env.example": [
        ...["LISTEN_URL", ...socketVariables].map(example),
        [", and messages of one WebSocket"],
        [", and of a message of a WebSocket"],
      ],
      "test/fuzz.test.ts": [
        imported("./SocketClient.ts"),
        ["it, vi } from", "it } from"],
        [`  // Over WebSocket they may come alone.\n`],
        [
          "(Array.isArray(body) ? { errors: body } : (body ?? {})) as Errors",
          "(body ?? {}) as Errors",
        ],
        [`, SOCKETS: "1000"`],
        test("R-APP-5 subscriptions made from the grammar"),
      ],
      "test/DocumentWriter.ts": [[/\n {2}subscription\(\): string \{[^]*?\n {2}\}\n/]],
      "test/browser/graphiql.browser.ts": [
        test("R-APP-9 GraphiQL shows what a subscription tells"),
        imported("../../src/entities/Reader.ts"),
        imported("../../src/entities/Review.ts"),
      ],
      "README.md": [
        [/## Who hears of it[^]*?(?=## Elsewhere)/],
        lines("src/graphql/subscriptions/  "),
      ],
      "AGENTS.md": [[/- What others shall hear of[^]*?(?=- `ctx\.user`)/]],
    }),
  },
  {
    without: ["tenants"],
    paths: [
      "migrations/1764000003000_libraries.ts",
      "src/auth/tenantSettings.ts",
      ...["Library", "Loan", "Note", "Shelf", "ShelfBook"].flatMap(filesOf),
      // Only a library's shelves are deleted by saving.
      "src/graphql/schema/saveOp.graphql",
      "src/seed/addLibraries.ts",
      "test/domain.test.ts",
      "test/tenants.test.ts",
    ].map(inApp),
    tables: ["libraries", "shelves", "shelf_books", "loans", "notes"],
    regenerate: true,
    edits: editsInApp({
      "kingpost.lock.json": ["Library", "Loan", "Note", "Shelf", "ShelfBook"].map((name) =>
        lines(`"${name}": `),
      ),
      "kingpost.config.ts": [
        [/ {2}\/\/ What has a deleted_at[^\n]*\n {2}softDelete: .*\n/],
        [/ {4}\/\/ What a note is about[^\n]*\n {4}Note: .*\n/],
      ],
      "src/context.ts": [
        imported("./auth/tenantSettings.ts"),
        [/ {2}\/\*\* For what the application does by itself[^]*?isUnrestricted\?: boolean;\n/],
        ["  isUnrestricted = false,\n"],
        ["    settings: isUnrestricted ? {} : tenantSettings(user),\n"],
      ],
      "src/console.ts": [[", isUnrestricted: true"]],
      "src/auth/User.ts": [[/ {2}\/\*\* The id of the library[^]*?library\?: .*\n/]],
      "src/auth/newSecretVerifier.ts": [
        [`, "library": "l:1"`],
        [/ {2}library: z\n[^]*?\.optional\(\),\n/],
        ["{ sub, roles, library, exp }", "{ sub, roles, exp }"],
        ["roles, library, until", "roles, until"],
      ],
      "src/graphql/schema/book.graphql": [lines("  shelfBooks: ")],
      "src/graphql/schema/reader.graphql": [lines("  loans: ")],
      "src/graphql/resolvers/testUtils.ts": [
        imported("../../entities/Library.ts"),
        [/\/\*\* The one that the tests of a file work for\. \*\/\nlet library: string;\n/],
        [/ {2}const \{ em \} = newContext[^]*?library = created\.idTagged;\n/],
        [", of somebody who works for a library"],
        [`user: { id: "r:1", roles: [], library }`, `user: { id: "r:1", roles: [] }`],
      ],
      "src/seed/seedDatabase.ts": [
        imported("./addLibraries.ts"),
        [", isUnrestricted: true"],
        ["Readers, reviews and libraries come", "Readers and reviews come"],
        ["      if (readers > 0) await addLibraries(em, output);\n"],
      ],
      "test/newTestApp.ts": [
        [", isUnrestricted: true"],
        ["BEGIN, the settings of the tenant and COMMIT", "BEGIN and COMMIT"],
      ],
      "test/subscriptions.test.ts": [
        ...["Library", "Shelf", "ShelfBook"].map((name) => imported(`../src/entities/${name}.ts`)),
        [/\n {2}it\("R-APP-9 R-APP-14 of what belongs to libraries[^]*?\n {2}\}\);\n/],
        [", claims = {}): Promise<string>", "): Promise<string>"],
        ["new SignJWT(claims)", "new SignJWT()"],
      ],
      "test/newToken.ts": [["  readonly library?: string;\n"]],
      "test/auth.test.ts": [lines(`["of a library that cannot be"`)],
      "test/server.test.ts": [["1764000003000_libraries", "1764000002000_reviews"]],
      "test/fullSeed.test.ts": [
        [" libraries shelves shelf_books loans notes"],
        [/ {2}libraries: 2,\n[^]*?notes: 2,\n/],
      ],
      "test/seed.test.ts": [
        imported("../src/entities/Library.ts"),
        imported("kingpost/pg"),
        imported("pg"),
        [String.raw`\n2 libraries with 50 books, 2 of them lent`],
        test("gives each library its own shelves"),
      ],
      "README.md": [[/Whoever works for a library[^]*?authors and reviews\.\n\n/]],
      "AGENTS.md": [[/- Libraries are tenants\.[^]*?(?=- What can be set)/]],
    }),
  },
  {
    without: ["sample"],
    paths: [
      ...[
        "data",
        "kingpost.lock.json",
        "migrations/1764000000500_languages.ts",
        "migrations/1764000001000_catalogue.ts",
        "migrations/1764000002000_reviews.ts",
        ...["Author", "Book", "Contribution", "Reader", "Review", "Series", "Tag"].flatMap(filesOf),
        "src/entities/enums/Language.ts",
        "src/graphql/schema/.history.json",
        "src/graphql/schema/scalars.graphql",
        "src/seed",
        "test/badInput.test.ts",
        "test/bombs.ts",
        "test/DocumentWriter.ts",
        "test/fullSeed.test.ts",
        "test/fuzz.test.ts",
        "test/leaks.ts",
        "test/mutations.test.ts",
        "test/queries.test.ts",
        "test/seed.test.ts",
        "test/telemetry.test.ts",
      ].map(inApp),
      "tools/standalone/askForAuthors.ts",
    ],
    dependencies: [
      "csv-parse",
      "@opentelemetry/context-async-hooks",
      "@opentelemetry/core",
      "@opentelemetry/sdk-metrics",
      "@opentelemetry/sdk-trace-base",
    ],
    tables: [
      "authors",
      "books",
      "books_to_tags",
      "contributions",
      "language",
      "reviews",
      "series",
      "tags",
    ],
    starter: true,
    regenerate: true,
    edits: {
      ...editsInApp({
        // The one table that is left has another name.
        "kingpost.schema.json": [
          [/\{\s*"name": "is_generated",[^{}]*\},\s*/],
          [/readers/g, "accounts"],
        ],
        "kingpost.config.ts": [
          imported("./src/entities/codegen/names.ts"),
          ["defineConfig<Names>", "defineConfig"],
          [/ {2}entities: \{[^]*?\n {2}\},\n/],
        ],
        "src/console.ts": [['Author, { name: { search: "le guin" } }', "Account, {}"]],
        "src/graphiql.ts": [
          [
            /const defaultQuery = `[^]*`;/,
            "const defaultQuery = `{\n  accounts {\n    nodes {\n      name\n    }\n  }\n}\n`;",
          ],
        ],
        "src/auth/User.ts": [["The id of the reader.", "The id of the account."]],
        "src/auth/newSecretVerifier.ts": [[`"sub": "r:1"`, `"sub": "a:1"`]],
        "src/graphql/resolvers/testUtils.ts": [
          [`id: "r:1"`, `id: "a:1"`],
          ["  makeMakeRunObjectField,\n"],
          lines("export const makeRunObjectField "),
        ],
        "test/auth.test.ts": [[/\ba reader\b/g, "an account"], ...Object.values(toAccounts)],
        "test/boot.test.ts": [toAccounts.types],
        "test/limits.test.ts": [
          test("R-APP-5 a query that may ask for too many objects"),
          test("R-APP-5 pages inside pages"),
          imported("../src/entities/Author.ts"),
          [
            /em\.create\(Author, \{ name: "a1" \}\)/g,
            `em.create(Account, { name: "a1", email: "a1@example.org" })`,
          ],
          [/authors/g, "accounts"],
          toAccounts.types,
          toAccounts.members,
        ],
        "test/server.test.ts": [
          ["1764000002000_reviews", "1764000001000_accounts"],
          ["ALTER TABLE books DROP COLUMN title", "ALTER TABLE accounts DROP COLUMN name"],
          [/ {2}await client\.query\("DELETE FROM language.*\n/],
          [
            "public.books has no column title (Book.title)",
            "public.accounts has no column name (Account.name)",
          ],
          [/ {6}"- public\.language has no row.*\n/],
          toAccounts.members,
        ],
        "test/browser/graphiql.browser.ts": [
          imported("../../src/entities/Author.ts"),
          imported("../../src/entities/Book.ts"),
          [
            /em\.create\(Book, [^]*?\}\) \}\);/,
            `em.create(Account, { name: "Ann Author", email: "ann@example.org" });`,
          ],
          [`"{ authors { nodes { name books { title } } } }"`, `"{ accounts { nodes { name } } }"`],
          [
            `authors: { nodes: [{ name: "Ann Author", books: [{ title: "b1" }] }] }`,
            `accounts: { nodes: [{ name: "Ann Author" }] }`,
          ],
          [
            `import { listen }`,
            `import { Account } from "../../src/entities/Account.ts";\nimport { listen }`,
          ],
        ],
        "README.md": [
          ["Mercurius and Kingpost, with 10,000 real books in it.", "Mercurius and Kingpost."],
          [/\{ authors\(first: 3\).*\n/, "{ accounts { nodes { name } } }\n"],
          [
            "Four levels, four SQL statements: the line in the log says so.",
            "One SQL statement: the line in the log says so.",
          ],
          ["author:Author`", "account:Account`"],
          [
            "adds what is missing of the sample data;",
            "adds what everybody needs to begin with (`src/seed.ts`);",
          ],
          [`em.find(Author, { name: { search: "le guin" } })`, "em.find(Account, {})"],
          ["whose `sub` is a reader's id", "whose `sub` is an account's id"],
          ["`saveReader` shows", "`saveAccount` shows"],
          lines("src/seed/  "),
        ],
        "AGENTS.md": [
          ["`src/entities/Review.ts` for example", "`src/entities/Account.ts` for example"],
          ["`entityResolver(Author)`", "`entityResolver(Account)`"],
          ["`test/queries.test.ts`", "`test/api.test.ts`"],
          ["`test/badInput.test.ts`", "`test/api.test.ts`"],
        ],
      }),
      ".ci/smoke.mjs": [
        [/const query = `[^]*?`;/, `const query = "{ accounts { nodes { name } } }";`],
        [
          / {2}const authors = data\.authors\.nodes;[^]*?over HTTP`,\n {2}\);/,
          '  const { nodes } = data.accounts;\n  if (nodes.length === 0) throw new Error("an account was expected");\n  console.log(`${nodes.length} accounts over HTTP`);',
        ],
      ],
      "tools/standalone.ts": [[/askForAuthors/g, "askForAccounts"]],
      "tools/dev.test.ts": [[/authors/g, "accounts"]],
      "README.md": [
        ["seeds 10,000 books and serves them;", "seeds and serves;"],
        ["# the sample data, once", "# what everybody needs to begin with"],
        [/MIT\. The sample data.*\n/, "MIT.\n"],
      ],
    },
  },
];

/** What codegen has written of an entity, and what people went on with. */
function filesOf(entity: string): ReadonlyArray<string> {
  const member = entity.replace(/^./, (letter) => letter.toLowerCase());
  return [
    `src/entities/${entity}.ts`,
    `src/entities/codegen/${entity}Codegen.ts`,
    `src/entities/factories/new${entity}.ts`,
    `src/graphql/schema/${member}.graphql`,
    `src/graphql/resolvers/${member}`,
    `src/graphql/resolvers/objects/${member}`,
  ];
}

function inApp(path: string): string {
  return `app-template/${path}`;
}

function editsInApp(
  edits: Readonly<Record<string, ReadonlyArray<Edit>>>,
): Readonly<Record<string, ReadonlyArray<Edit>>> {
  return Object.fromEntries(Object.entries(edits).map(([path, list]) => [inApp(path), list]));
}
