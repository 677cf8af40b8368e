// What is written for those who work here, people and programs: it names files and scripts that there are.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const pages = [
  "README.md",
  "AGENTS.md",
  "llms.txt",
  "migrations/AGENTS.md",
  "src/entities/AGENTS.md",
];
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

it.each(pages)("%s names scripts that there are, and links to files that there are", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  const named = Array.from(text.matchAll(/npm run ([\w:]+)/g), ([, name = ""]) => name);
  const linked = Array.from(text.matchAll(/\]\((?!https?:)([^)]+)\)/g), ([, path = ""]) => path);

  expect(named.filter((name) => !(name in scripts))).toEqual([]);
  expect(linked.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it("the editor's tasks run scripts that there are", () => {
  const { tasks } = JSON.parse(readFileSync(join(root, ".vscode/tasks.json"), "utf8")) as {
    readonly tasks: ReadonlyArray<{ readonly script?: string; readonly command?: string }>;
  };
  const named = tasks.map(({ script, command }) => script ?? command?.split(" ")[2] ?? "");

  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

it("CI looks at types, generated code, migrations and tests", () => {
  const text = readFileSync(join(root, ".github/workflows/ci.yml"), "utf8");

  expect(Array.from(text.matchAll(/- run: (.*)/g), ([, command]) => command)).toEqual([
    "npm install",
    "npm run check",
    "npm run migrate -- lint",
    "npm run migrate -- check",
    "npm test",
  ]);
});
