// `kingpost-codegen [generate]`: writes the code of a schema, or says what would be written.
import { loadConfig } from "../../config/loadConfig.ts";
import { CodegenError } from "../../errors/CodegenError.ts";
import { applyChanges } from "../../write/applyChanges.ts";
import type { Change } from "../../write/Change.ts";
import { diffOf } from "../../write/diffOf.ts";
import { generate, type Generated } from "../../write/generate.ts";
import { type Call, type Command, defineCommand } from "../Command.ts";
import { projectOptions } from "../projectOptions.ts";
import { readSchema } from "../readSchema.ts";

const options = {
  check: {
    type: "boolean",
    about: "writes nothing; prints the difference, exits with 1 when there is one",
  },
  "dry-run": { type: "boolean", about: "writes nothing; lists what would be written and deleted" },
  ...projectOptions,
  strict: { type: "boolean", about: "warnings are errors" },
} as const;

export const generateCode: Command = defineCommand({
  about: "writes the files that differ",
  options,
  run: async (call) => {
    const { cwd, env, log, options: given } = call;
    if (given.check && given["dry-run"])
      throw new CodegenError("CONFIG", ["--check and --dry-run contradict each other; give one."]);
    const loaded = await loadConfig(cwd, given.config);
    const { settings, directory } = loaded;
    const generated = await generate(await readSchema(loaded, given, env), settings, directory);
    for (const warning of generated.warnings) log(`warning: ${warning}`);
    if (given.strict && generated.warnings.length > 0)
      throw new CodegenError("SCHEMA", ["Warnings are errors with --strict; nothing was written."]);
    for (const orphan of generated.orphans)
      log(`orphan: ${orphan} belongs to no table any more; remove it with: rm ${quoted(orphan)}`);
    const finish = given.check ? check : given["dry-run"] ? dryRun : write;
    return await finish(generated, directory, log);
  },
});

type Finish = (generated: Generated, directory: string, log: Call["log"]) => Promise<number>;

const write: Finish = async ({ changes, memory }, directory, log) => {
  await applyChanges(directory, changes);
  await memory.save();
  log(`codegen: ${summaryOf(changes)}`);
  return 0;
};

const check: Finish = async ({ changes }, _directory, log) => {
  const different = changes.filter(({ kind }) => kind !== "unchanged");
  for (const change of different) log(await diffOf(change));
  if (different.length === 0) {
    log(`codegen: up to date, ${changes.length} files`);
    return 0;
  }
  log(`codegen: out of date: ${summaryOf(changes)}. Run codegen.`);
  return 1;
};

const dryRun: Finish = async ({ changes }, _directory, log) => {
  for (const { kind, path } of changes) if (kind !== "unchanged") log(`would be ${kind}: ${path}`);
  log(`codegen: ${summaryOf(changes)}; nothing was written`);
  return 0;
};

function summaryOf(changes: ReadonlyArray<Change>): string {
  return (["created", "updated", "deleted", "unchanged"] as const)
    .map((kind) => `${changes.filter((change) => change.kind === kind).length} ${kind}`)
    .join(", ");
}

function quoted(path: string): string {
  return /^[\w./-]+$/u.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
