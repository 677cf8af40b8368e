// `kingpost-codegen codemod <name>`: changes hand-written files of entities, as it is asked to.
import { loadConfig } from "../../config/loadConfig.ts";
import { nearest } from "../../config/nearest.ts";
import { CodegenError } from "../../errors/CodegenError.ts";
import { buildModel } from "../../model/buildModel.ts";
import { applyChanges } from "../../write/applyChanges.ts";
import { diffOf } from "../../write/diffOf.ts";
import { readProject } from "../../write/readProject.ts";
import { codemods } from "../codemods.ts";
import { type Command, defineCommand } from "../Command.ts";
import { projectOptions } from "../projectOptions.ts";
import { readSchema } from "../readSchema.ts";

const options = {
  ...projectOptions,
  "dry-run": { type: "boolean", about: "writes nothing; prints the difference" },
} as const;

export const codemod: Command = defineCommand({
  about: "changes hand-written files of entities; without a name it lists what it can do",
  words: "<name>",
  options,
  run: async ({ cwd, env, log, words, options: given }) => {
    const [name] = words;
    if (name === undefined) {
      for (const [each, { about }] of Object.entries(codemods)) log(`${each}: ${about}`);
      return 0;
    }
    const wanted = Object.hasOwn(codemods, name) ? codemods[name]! : unknown(name);
    const loaded = await loadConfig(cwd, given.config);
    const { settings, directory } = loaded;
    const [db, project] = await Promise.all([
      readSchema(loaded, given, env),
      readProject(settings, directory),
    ]);
    const changes = await wanted.run(buildModel({ db, settings, ...project }), project);
    for (const change of changes)
      log(given["dry-run"] ? await diffOf(change) : `codemod: ${change.path} ${change.kind}`);
    if (!given["dry-run"]) await applyChanges(directory, changes);
    if (changes.length === 0) log("codemod: nothing to change");
    return 0;
  },
});

function unknown(name: string): never {
  const meant = nearest(name, Object.keys(codemods));
  const hint =
    meant === undefined
      ? `; choose from: ${Object.keys(codemods).join(", ")}`
      : `, did you mean ${meant}?`;
  throw new CodegenError("CONFIG", [`Unknown codemod ${name}${hint}`]);
}
