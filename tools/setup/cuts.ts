// The table of what goes with each extra. An edit whose text is not found stops setup before anything is written, and the tests
// drop everything, so that the table follows the files.
import type { Cut, Edit } from "./Cut.ts";

/** The line of a script of package.json. */
const scriptLine = (name: string): Edit => [`    "${name}": "node tools/boot.mjs ${name}",\n`];

/** An entry of the command table, on one line or several. */
const command = (name: string): Edit => [
  new RegExp(`\\n  "?${name}"?: \\{(?: .*\\},|\\n(?:    .*\\n)+  \\},)(?=\\n)`),
];

/** A workspace of knip.json that is not the last. */
const knipWorkspace = (name: string): Edit => [
  new RegExp(`    "${name}": \\{\\n(?:      .*\\n)+    \\},\\n`),
];

/** The packages whose tests vitest.config.ts names in two places. */
const inGlobs = (name: string): ReadonlyArray<Edit> => [
  [new RegExp(`,${name}(?=[,}][^\\n]*/test/\\*\\*/\\*\\.test\\.ts)`)],
  [new RegExp(`,${name}(?=[,}][^\\n]*/\\*\\*/\\*\\.test\\.ts)`)],
];

/** All cuts; those of several extras come after those of each. */
export const cuts: ReadonlyArray<Cut> = [
  {
    without: [],
    // What is set up is no longer the tree that these are about.
    paths: ["tools/setup.test.ts", "tools/setup/starter", ".ci/setup.mjs"],
    edits: { ".ci/run": [[/step "the smallest workspace.*\n/]] },
  },
  {
    without: ["benchmarks"],
    paths: ["benchmarks"],
    edits: {
      "package.json": ["bench", "soak", "bench:pictures"].map(scriptLine),
      "pnpm-workspace.yaml": [["benchmarks, "], [/^ {2}tinybench: .*\n/m]],
      // The first is that of the catalog.
      "pnpm-lock.yaml": [[/^ {4}tinybench:\n {6}specifier: .*\n {6}version: .*\n/m]],
      "tsconfig.json": [[`    { "path": "benchmarks" },\n`]],
      "knip.json": [knipWorkspace("benchmarks")],
      "vitest.config.ts": inGlobs("benchmarks"),
      "vitest.browser.config.ts": [[",benchmarks"]],
      ".gitignore": [
        ["benchmarks/results/*.local.json\n"],
        ["benchmarks/contestants/prisma/generated/\n"],
      ],
      ".oxfmtrc.json": [
        [`    "benchmarks/contestants/prisma/generated/**",\n`],
        [`    "benchmarks/results/**",\n`],
      ],
      ".oxlintrc.json": [
        [`    "benchmarks/contestants/prisma/generated/**",\n`],
        [`        "benchmarks/bench.ts",\n`],
        [`        "benchmarks/report/**",\n`],
      ],
      "README.md": [
        [/<!-- run: picture -->\n[\s\S]*?<!-- run: picture, end -->\n\n/],
        [/npm run bench -- .*\n/],
        [/npm run bench:pictures .*\n/],
        [/npm run soak .*\n/],
        [/- \[benchmarks\]\(benchmarks\/README\.md\).*\n/],
      ],
      "ARCHITECTURE.md": [[/\| `benchmarks\/` \|.*\n/]],
      "CONTRIBUTING.md": [[/\| something that may cost time \|.*\n/]],
      "docs/performance.md": [[" [benchmarks/](../benchmarks/README.md) says how."]],
      "tools/run/commands.ts": [command("bench"), command("bench:pictures"), command("soak")],
      "tools/doctest.test.ts": [[`  "benchmarks/README.md",\n`], [`  "benchmarks",\n`]],
      "tools/budgets.ts": [[", time and memory by the benchmarks"]],
    },
  },
  {
    without: ["compare"],
    paths: ["compare"],
    edits: {
      "package.json": [scriptLine("compare")],
      "pnpm-workspace.yaml": [["compare, "]],
      "tsconfig.json": [[`    { "path": "compare" },\n`]],
      "knip.json": [knipWorkspace("compare")],
      "vitest.config.ts": inGlobs("compare"),
      "vitest.browser.config.ts": [[",compare"]],
      ".gitignore": [["compare/prisma/generated/\n"]],
      ".oxfmtrc.json": [[`    "compare/prisma/generated/**",\n`]],
      ".oxlintrc.json": [
        [`    "compare/prisma/generated/**",\n`],
        [/,\n {4}"compare\/\*\/wrong\/cases\/\*\*"/],
        [/,\n {8}"compare\/compare\.ts",\n {8}"compare\/report\/\*\*"/],
      ],
      "README.md": [[/npm run compare .*\n/], [/- \[compare\]\(compare\/README\.md\).*\n/]],
      "ARCHITECTURE.md": [[/\| `compare\/` \|.*\n/]],
      "tools/run/commands.ts": [command("compare")],
      "tools/doctest.test.ts": [[`  "compare/README.md",\n`], [`  "compare",\n`]],
    },
  },
  {
    without: ["docs"],
    paths: ["docs", "tools/rules", "tools/rules.ts", "tools/rules.test.ts", "tools/errors.test.ts"],
    edits: {
      "package.json": [scriptLine("rules")],
      "pnpm-workspace.yaml": [["docs, "]],
      "knip.json": [[`,\n    "docs": {}`]],
      ".ci/run": [
        [`step "npm run rules" npm run --silent rules\n`],
        [", the browser and the coverage of the rules.", " and the browser."],
      ],
      ".github/ISSUE_TEMPLATE/bug.yml": [["The rule of docs/spec if there is one, the", "The"]],
      "README.md": [[/npm run rules .*\n/], [", [docs](docs/README.md)"]],
      "ARCHITECTURE.md": [
        [/\| `docs\/` \|.*\n/],
        [
          "Nothing depends on `tools/` or `docs/` at run time.",
          "Nothing depends on `tools/` at run time.",
        ],
        [", the coverage of rules"],
      ],
      "CONTRIBUTING.md": [
        [
          /\| an error class \|.*\n/,
          "| an error class | `pnpm test orm/test/errors` | the same |\n",
        ],
        [/\| a rule in `docs\/spec`.*\n/],
        [
          /- A file is a subject as a phrase[\s\S]*?(?=- A citing test)/,
          "- A file is a subject as a phrase (`orm/test/load/batching.test.ts`), never a ticket. A title is a sentence a user would say.\n",
        ],
        [
          /- A citing test makes an assertion about that behaviour\. Where the rule speaks of SQL, it/,
          "- A test that speaks of SQL",
        ],
        [/- `docs\/spec\/finished\.json`[\s\S]*?(?=\n## )/],
        [
          "listed in its catalogue and\n  in [docs/errors.md](docs/errors.md); a test compares both.",
          "listed in its catalogue.",
        ],
        [/- A lasting decision is a page in .*\n/],
      ],
      "GLOSSARY.md": [
        [
          "; in `docs/spec`, a numbered statement about behaviour",
          "; in titles of tests, a numbered statement about behaviour",
        ],
      ],
      "orm/README.md": [["`docs/errors.md` of the repository", "`orm/src/errors/catalogue.ts`"]],
      "orm/src/errors/README.md": [
        [
          "`catalogue.ts` lists the codes and `docs/errors.md` explains\nthem.",
          "`catalogue.ts` lists the codes.",
        ],
      ],
      "orm/src/errors/KingpostError.ts": [
        ["docs/errors.md lists the codes", "`catalogue` lists the codes"],
      ],
      "tools/package.json": [[", the rule coverage"]],
      "tools/run/commands.ts": [command("rules")],
      "tools/doctest.test.ts": [[/(?: {2}"docs\/.*\n)+/], [`  "docs",\n`]],
    },
  },
  {
    without: ["benchmarks", "compare"],
    paths: ["tools/page", "tools/prisma"],
    edits: {
      "tools/package.json": [
        [`,\n    "./page/*": "./page/*.ts",\n    "./prisma/*": "./prisma/*.ts"`],
      ],
      "vitest.browser.config.ts": [["{codegen}", "codegen"]],
    },
  },
];
