// `pnpm run setup` on copies of this workspace. What it changes is shown as a whole, as git tells it; that the smallest workspace still
// passes its check follows from knip, the compiler and the doc tests, which the copy has too.
import { spawnSync } from "node:child_process";
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
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { root } from "./run/Children.ts";
import { dropImporters } from "./setup/dropImporters.ts";
import { envOf } from "./setup/envOf.ts";

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

it("drops everything that can be dropped, and names it nowhere any more", () => {
  const app = newCopy();

  expect(setUp(app, "--name", "bookshop", "--scope", "@acme", "--keep", "none", "--json")).toEqual({
    code: 0,
    told: {
      name: "bookshop",
      scope: "acme",
      keep: [],
      changed: 30,
      removed: [
        "tools/setup.test.ts",
        "benchmarks",
        "compare",
        "docs",
        "tools/rules",
        "tools/rules.ts",
        "tools/rules.test.ts",
        "tools/errors.test.ts",
        "tools/page",
        "tools/prisma",
      ],
      env: "written",
      git: "kept",
    },
  });
  expect(difference(app)).toMatchInlineSnapshot(`
    "== .ci/run
    -# generated code, the served application, the application on its own, the browser and the coverage of the rules. Ends in one
    +# generated code, the served application, the application on its own and the browser. Ends in one
    -step "npm run rules" npm run --silent rules
    == .github/ISSUE_TEMPLATE/bug.yml
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
    +      "files": ["tools/**", ".ci/**", "**/src/cli/**", "codegen/test/real/scale.ts"],
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
    -| something that may cost time | \`pnpm bench --only W1 --quick\` | \`pnpm bench\` |
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
    -npm run bench -- --json out.json  # time, ratio, statements beside hand-written pg and MikroORM
    -npm run bench:pictures            # the picture above and the tables of docs/performance.md, from the last committed run
    -npm run soak                      # ten minutes of mixed load: does memory grow, is anything kept?
    -npm run compare                   # who does what: behaviour beside MikroORM
    -npm run rules                     # which rules of docs/spec the tests hold; with --mutate whether they notice
    -- [benchmarks](benchmarks/README.md): measured beside others, losses included
    -- [compare](compare/README.md): what others do in the same situation
    -- [ARCHITECTURE.md](ARCHITECTURE.md), [LIFECYCLE.md](LIFECYCLE.md), [CONTRIBUTING.md](CONTRIBUTING.md), [docs](docs/README.md)
    +- [ARCHITECTURE.md](ARCHITECTURE.md), [LIFECYCLE.md](LIFECYCLE.md), [CONTRIBUTING.md](CONTRIBUTING.md)
    == app-template/README.md
    -# kingpost-app
    +# bookshop
    == app-template/llms.txt
    -# kingpost-app
    +# bookshop
    == app-template/package.json
    -  "name": "kingpost-app",
    +  "name": "bookshop",
    == app-template/src/telemetry/measurePool.ts
    -  const meter = metrics.getMeter("kingpost-app");
    +  const meter = metrics.getMeter("bookshop");
    == app-template/src/telemetry/startTelemetry.ts
    -  process.env["OTEL_SERVICE_NAME"] ??= "kingpost-app";
    +  process.env["OTEL_SERVICE_NAME"] ??= "bookshop";
    == app-template/src/telemetry/traceOperations.ts
    -  const tracer = trace.getTracer("kingpost-app");
    +  const tracer = trace.getTracer("bookshop");
    == app-template/src/telemetry/traceRequests.ts
    -  const tracer = trace.getTracer("kingpost-app");
    -  const meter = metrics.getMeter("kingpost-app");
    +  const tracer = trace.getTracer("bookshop");
    +  const meter = metrics.getMeter("bookshop");
    == knip.json
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
    +const folders = [".ci", ".github", "app-template", "codegen", "migrations", "orm", "tools"];
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

it("keeps everything by default, under the new names, with imports in the order of those", () => {
  const app = newCopy();

  expect(setUp(app, "--name", "bookshop", "--scope", "zoo", "--json")).toMatchObject({
    code: 0,
    told: { keep: ["docs", "benchmarks", "compare"], removed: ["tools/setup.test.ts"] },
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
    +import { Markup, markup, type Part } from "@zoo/tools/page/markup";
    +import { styleSheet } from "@zoo/tools/page/styleSheet";
    == pnpm-lock.yaml
    -      '@kingpost/tools':
    +      '@zoo/tools':
    -      '@kingpost/tools':
    +      '@zoo/tools':
    "
  `);
});

it.each([
  ["docs,compare", ["benchmarks"]],
  ["compare", ["benchmarks", "docs"]],
])("keeps %s alone", (keep, gone) => {
  const app = newCopy();

  expect(setUp(app, "--name", "bookshop", "--keep", keep, "--json").code).toBe(0);
  const all = ["benchmarks", "compare", "docs"];
  expect(all.filter((folder) => !existsSync(join(app, folder)))).toEqual(gone);
  expect(importers(app).filter((folder) => gone.includes(folder))).toEqual([]);
});

it("writes settings with a secret and a first commit, where there was no repository", () => {
  const app = newCopy();
  rmSync(join(app, ".git"), { recursive: true });

  const { code, told } = setUp(app, "--name", "bookshop", "--yes");
  expect({ code, told: String(told).replace(/\d+ changed/, "N changed") }).toEqual({
    code: 0,
    told: `bookshop, its private packages in @bookshop
  kept     docs, benchmarks, compare
  files    N changed, 1 files and folders removed
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

it("changes nothing when it is run again, and refuses other answers then", () => {
  const app = newCopy();
  setUp(app, "--name", "bookshop", "--keep", "docs");
  git(app, "add", "--all");
  git(app, "commit", "--quiet", "--message", "Set up");

  expect([
    setUp(app, "--yes"),
    setUp(app, "--name", "bookshop", "--keep", "docs"),
    setUp(app, "--name", "bookshop", "--keep", "none"),
  ]).toEqual([
    { code: 0, told: "bookshop is set up already; nothing was changed.\n" },
    { code: 0, told: "bookshop is set up already; nothing was changed.\n" },
    {
      code: 1,
      told: "SETUP_NOT_FRESH: This is bookshop already (scope @bookshop, kept: docs). Set up a new copy for other answers.\n",
    },
  ]);
  expect(git(app, "status", "--porcelain")).toBe("");
});

it("refuses what it cannot do, by code, and leaves everything as it was", () => {
  const app = newCopy();
  expect(
    [
      [],
      ["--name", "Book Shop"],
      ["--name", "kingpost"],
      ["--yes", "--scope", "a/b"],
      ["--yes", "--keep", "docs,sauna"],
      ["--yes", "--keep", "benchmarks"],
      ["--yes", "--colour"],
    ].map((args) => setUp(app, ...args)),
  ).toEqual(
    [
      "SETUP_NO_ANSWERS: There is no terminal to ask on. Give --name, or --yes for the defaults; see --help.",
      'SETUP_ANSWER: "Book Shop" is no name of a project: small letters, digits and hyphens, a letter first.',
      'SETUP_ANSWER: "kingpost" is the name of another package here.',
      'SETUP_ANSWER: "a/b" is no scope: small letters, digits and hyphens, a letter first.',
      'SETUP_ANSWER: There is no extra "sauna". --keep takes all, none, or some of: docs,benchmarks,compare',
      "SETUP_NEEDED: benchmarks cannot be kept without docs: it writes its figures into docs/performance.md.",
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
  symlinkSync(join(root, "node_modules"), join(app, "node_modules"), "junction");
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

/** The lines that a run took away and put in, by file. */
function difference(app: string, ...paths: ReadonlyArray<string>): string {
  const all = paths.length === 0 ? [":!pnpm-lock.yaml"] : paths;
  return git(app, "diff", "--unified=0", "--diff-filter=M", "--no-renames", "--", ...all)
    .split("\n")
    .filter((line) => !/^(?:index|diff|@@|---)/.test(line))
    .map((line) => line.replace(/^\+\+\+ b\//, "== "))
    .join("\n")
    .replaceAll(madeOfRun, "$<begin>$<end>");
}

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
