// `kingpost-codegen init`: what a project needs before its first run.
import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findConfig } from "../../config/findConfig.ts";
import { CodegenError } from "../../errors/CodegenError.ts";
import { stagingFolder } from "../../write/Journal.ts";
import { readIfThere } from "../../write/readIfThere.ts";
import { type Command, defineCommand } from "../Command.ts";

const config = `// What codegen makes of the database: one class per table, in src/entities.
import { defineConfig } from "@kingpost/codegen";

export default defineConfig({});
`;

const scripts = {
  codegen: "kingpost-codegen",
  "codegen:check": "kingpost-codegen --check",
  "codegen:watch": "kingpost-codegen --watch",
};

export const init: Command = defineCommand({
  about: "writes kingpost.config.ts, scripts into package.json and a line into .gitignore",
  options: {},
  run: async ({ cwd, log }) => {
    const existing = findConfig(cwd);
    if (existing !== undefined)
      throw new CodegenError("CONFIG", [
        `There is ${existing} already; init is for projects without a configuration, and was not run.`,
      ]);
    const packagePath = join(cwd, "package.json");
    const text = await readIfThere(packagePath);
    if (text === undefined)
      throw new CodegenError("CONFIG", [
        "There is no package.json here; run npm init first, or change to the folder of the project.",
      ]);
    const { next, added, kept } = withScripts(text);
    await writeFile(join(cwd, "kingpost.config.ts"), config, { flag: "wx" });
    if (added.length > 0) await writeFile(packagePath, next);
    await ignoreStaging(join(cwd, ".gitignore"));
    log("init: wrote kingpost.config.ts");
    for (const name of added) log(`init: the script ${name} runs ${scripts[name]}`);
    for (const name of kept) log(`init: the script ${name} is there already and stays as it is`);
    return 0;
  },
});

type Script = keyof typeof scripts;

/** The package with our scripts beside its own, indented as it is. */
function withScripts(text: string): {
  readonly next: string;
  readonly added: ReadonlyArray<Script>;
  readonly kept: ReadonlyArray<Script>;
} {
  const value = parse(text);
  const names = Object.keys(scripts) as ReadonlyArray<Script>;
  const kept = names.filter(
    (name) => value.scripts !== undefined && Object.hasOwn(value.scripts, name),
  );
  const added = names.filter((name) => !kept.includes(name));
  const ours = Object.fromEntries(added.map((name) => [name, scripts[name]]));
  const indent = /^\{\r?\n([ \t]+)"/u.exec(text)?.[1] ?? "  ";
  const next = JSON.stringify(
    { ...value, scripts: { ...value.scripts, ...ours } },
    undefined,
    indent,
  );
  return { next: `${next}\n`, added, kept };
}

function parse(text: string): { readonly scripts?: Readonly<Record<string, string>> } {
  try {
    return JSON.parse(text) as { readonly scripts?: Readonly<Record<string, string>> };
  } catch (cause) {
    throw new CodegenError("CONFIG", [`package.json is not JSON: ${String(cause)}`], { cause });
  }
}

/** The folder in which a run prepares its files is there only while it writes, unless it is killed. */
async function ignoreStaging(path: string): Promise<void> {
  const line = `${stagingFolder}/`;
  const text = (await readIfThere(path)) ?? "";
  if (text.split(/\r?\n/u).includes(line)) return;
  const isOpen = text !== "" && !text.endsWith("\n");
  await appendFile(path, `${isOpen ? "\n" : ""}${line}\n`);
}
