import { findChromium } from "../browser/findChromium.ts";
// The command table: what each script of package.json does.
import { codegen, migrate, newEntity, openConsole, runCodegen, seed, start } from "./app.ts";
import { check } from "./check.ts";
import type { Children } from "./Children.ts";
import type { Command } from "./Command.ts";
import { dev } from "./dev.ts";

/** All commands, by the name of their script. */
export const commands: Readonly<Record<string, Command>> = {
  setup: {
    about: "make the copy a project of your own: --name --scope --keep",
    run: (args, children) => children.node("tools/setup.ts", args),
  },
  start: { about: "set up, migrate, seed when empty, serve", run: start },
  dev: { about: "the same, and follow every change (parts: server schema types tests)", run: dev },
  test: { about: "run the tests [of a path]", run: test },
  check: { about: "types, lint, format, floor plan, dead code", run: check },
  fix: { about: "mend what lint and format can mend", run: fix },
  build: { about: "make publishable packages and check them", run: script("tools/build.ts") },
  standalone: {
    about: "install the template alone in an empty folder, test it and serve it",
    run: script("tools/standalone.ts"),
  },
  migrate: {
    about: "up (default), down, redo, status, new NAME, lint, check, drift, squash, dump",
    run: migrate,
  },
  codegen: { about: "generate the entities [--check]", run: codegen },
  "new:entity": {
    about: "the migration of an entity, and what follows: NAME [field:type …]",
    run: newEntity,
  },
  "schema:erd": { about: "draw the domain, for Mermaid and as SVG", run: described("erd") },
  "schema:docs": { about: "describe the domain in pages to read", run: described("docs") },
  "codegen:scale": {
    about: "what schemas of 50, 300 and 1,000 tables cost",
    run: script("codegen/test/real/scale.ts"),
  },
  seed: { about: "fill the database with the sample data", run: seed },
  console: { about: "a prompt with an entity manager", run: openConsole },
  "db:start": { about: "start the embedded server and let it run", run: database("start") },
  "db:stop": { about: "stop it", run: database("stop") },
  "db:status": { about: "whether it runs, and where", run: database("status") },
  "db:url": { about: "the database's address", run: database("url") },
  "db:reset": { about: "an empty database in place of the one there is", run: database("reset") },
  "db:console": { about: "type SQL, or pipe it in", run: database("console") },
  bench: {
    about: "benchmarks [--json FILE] [--html FILE] [--only W1,W3] [--rounds N]",
    run: script("benchmarks/bench.ts"),
  },
  "bench:pictures": {
    about: "draw the README's picture anew, from the last committed run",
    run: script("benchmarks/pictures.ts"),
  },
  soak: {
    about: "ten minutes of load on the template: does anything grow or leak? [--minutes N]",
    run: script("benchmarks/soak.ts"),
  },
  compare: { about: "behaviour side by side with other ORMs", run: script("compare/compare.ts") },
  rules: {
    about: "which rules of the specification the tests cite [--mutate]",
    run: script("tools/rules.ts"),
  },
  budgets: {
    about: "statements and type instantiations [--update]",
    run: script("tools/budgets.ts"),
  },
  "test:faults": {
    about: "connections that are lost, many writers on one row: a tenth of the figures [--full]",
    run: faults,
  },
  "test:browser": {
    about: "the tests that need Chromium",
    run: browserTests,
  },
};

function script(path: string, ...first: ReadonlyArray<string>): Command["run"] {
  return (args, children) => children.node(path, [...first, ...args], { session: "alone" });
}

/** With `--offline` from the snapshot, without a database. */
function described(command: string): Command["run"] {
  return (args, children) =>
    args.includes("--offline")
      ? runCodegen([command, ...args], children, {})
      : codegen([command, ...args], children);
}

function database(command: string): Command["run"] {
  return (args, children) => children.node("migrations/src/cli/kingpost-db.ts", [command, ...args]);
}

async function test(args: ReadonlyArray<string>, children: Children): Promise<number> {
  return children.tool("vitest", ["run", ...args], { session: "alone" });
}

async function browserTests(args: ReadonlyArray<string>, children: Children): Promise<number> {
  if (findChromium() === undefined) {
    console.log("not run: no Chromium");
    return 0;
  }
  return children.tool("vitest", ["run", "--config", "vitest.browser.config.ts", ...args], {
    session: "alone",
  });
}

async function faults(args: ReadonlyArray<string>, children: Children): Promise<number> {
  const isFull = args.includes("--full");
  const paths = args.filter((arg) => arg !== "--full");
  return children.tool("vitest", ["run", "--config", "vitest.faults.config.ts", ...paths], {
    session: "alone",
    ...(isFull ? { env: { KINGPOST_FAULTS: "full" } } : {}),
  });
}

async function fix(args: ReadonlyArray<string>, children: Children): Promise<number> {
  const linted = await children.tool("oxlint", [
    "-c",
    ".oxlintrc.json",
    "--type-aware",
    "--fix",
    "--quiet",
    ...args,
  ]);
  const formatted = await children.tool("oxfmt", args);
  return linted === 0 ? formatted : linted;
}
