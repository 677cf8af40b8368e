import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { blocksOf } from "./doctest/blocksOf.ts";
import { checkPrograms } from "./doctest/checkPrograms.ts";
import { commandsOf } from "./doctest/commandsOf.ts";
import { pathsOf } from "./doctest/pathsOf.ts";
import { commands } from "./run/commands.ts";

const root = resolve(import.meta.dirname, "..");
const pages = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "GLOSSARY.md",
  "LIFECYCLE.md",
  "PRINCIPLES.md",
  "benchmarks/README.md",
  "codegen/README.md",
  "compare/README.md",
  "docs/README.md",
  "docs/errors.md",
  "docs/performance.md",
  "docs/platform.md",
  "docs/reliability.md",
  "docs/subscriptions.md",
  "docs/tenants.md",
  "docs/writing.md",
  "migrations/README.md",
  "orm/README.md",
]
  .filter((name) => existsSync(join(root, name)))
  .map((name) => ({ name, text: readFileSync(join(root, name), "utf8") }));
const folders = [
  ".ci",
  ".github",
  "app-template",
  "benchmarks",
  "codegen",
  "compare",
  "docs",
  "migrations",
  "orm",
  "tools",
];

describe("the pages of this repository", () => {
  it("name only commands that there are", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const missing = pages.flatMap(({ name, text }) =>
      commandsOf(text)
        .filter((command) => !builtIn.has(command))
        .filter((command) => !(command in scripts) || !(command in commands))
        .map((command) => `${name}: ${command}`),
    );
    expect(missing).toEqual([]);
  });

  it("tell every command, in README.md or in CONTRIBUTING.md", () => {
    const text = ["README.md", "CONTRIBUTING.md"]
      .map((name) => readFileSync(join(root, name), "utf8"))
      .join("\n");
    const untold = Object.keys(commands).filter(
      (command) => !new RegExp(`(?<![\\w:])${command}(?![\\w:])`).test(text),
    );
    expect(untold).toEqual([]);
  });

  it("lead to files that are there", () => {
    const missing = pages.flatMap(({ name, text }) =>
      // A package's own page may name paths of those who use the package.
      pathsOf(text, name.includes("/") ? [] : folders)
        .filter(
          (path) => !existsSync(join(root, path)) && !existsSync(join(root, dirname(name), path)),
        )
        .map((path) => `${name}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it("hold programs that compile", { timeout: 60_000 }, async () => {
    const programs = pages.filter(({ name }) => ["README.md", "orm/README.md"].includes(name));
    expect(await checkPrograms(root, programs)).toBe("");
  });
});

describe("reading pages", () => {
  it("finds blocks with their language and line", () => {
    expect(blocksOf("a\n\n```ts\nconst b = 1;\n```\n\n```\nplain\n```\n")).toEqual([
      { language: "ts", text: "const b = 1;\n", line: 4 },
      { language: "", text: "plain\n", line: 8 },
    ]);
  });

  it("finds commands in shell blocks and in code within text, with their arguments left out", () => {
    const page =
      "Run `npm run check` or `pnpm test orm`; `npm` is a program.\n\n```sh\nnpm start   # serves; pnpm nothing\nnpm run migrate && pnpm codegen --check\n```\n\n```ts\nconst npm = `npm run no`;\n```\n";
    expect(commandsOf(page)).toEqual(["start", "migrate", "codegen", "check", "test"]);
  });

  it("finds linked files and paths in code, not addresses and not other words", () => {
    const page =
      "[a](docs/a.md#top) [b](https://example.org/b) `orm/src/em/` `@kingpost/codegen` `and/or` `x.ts`";
    expect(pathsOf(page, ["docs", "orm"])).toEqual(["docs/a.md", "orm/src/em/"]);
  });

  it(
    "a program that does not compile is reported with its page and line",
    { timeout: 60_000 },
    async () => {
      const page = { name: "wrong.md", text: "Text\n\n```ts\nconst a: string = 1;\n```\n" };
      expect(await checkPrograms(root, [page])).toBe(
        "wrong_md_line_4.ts(1,7): error TS2322: Type 'number' is not assignable to type 'string'.\n",
      );
    },
  );
});

/** Of npm and pnpm themselves. */
const builtIn = new Set(["exec", "install", "pack"]);
