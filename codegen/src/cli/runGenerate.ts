// One run of `generate`.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DbSchema } from "kingpost/catalog";
import { loadConfig } from "../config/loadConfig.ts";
import type { Settings } from "../config/toSettings.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import { applyChanges } from "../write/applyChanges.ts";
import type { Change } from "../write/Change.ts";
import { diffOf } from "../write/diffOf.ts";
import { finishInterrupted } from "../write/finishInterrupted.ts";
import { generate, type Generated } from "../write/generate.ts";
import { databaseUrlOf } from "./databaseUrlOf.ts";
import type { GenerateCall } from "./generateOptions.ts";
import { readSchema } from "./readSchema.ts";
import { writeFlushFunction } from "./writeFlushFunction.ts";

/**
 * @param before is told what will be written, before that
 * @returns the exit code
 */
export async function runGenerate(
  call: GenerateCall,
  before: (changes: ReadonlyArray<Change>, directory: string) => void = () => {},
): Promise<number> {
  const { cwd, env, log, options } = call;
  const loaded = await loadConfig(cwd, options.config);
  const { settings, directory } = loaded;
  if (
    options["write-database"] &&
    settings.flushFunction !== true &&
    settings.flushFunction.length === 0
  )
    throw new CodegenError("CONFIG", [
      "--write-database needs testing.flushFunction in the configuration, which says in which databases.",
    ]);
  const db = await readSchema(loaded, options, env);
  const isWriting = !options.check && !options["dry-run"];
  if (isWriting && (await finishInterrupted(directory)))
    log("codegen: finished what a run had begun that was interrupted");
  const generated = await generate(db, settings, directory);
  for (const warning of generated.warnings) log(`warning: ${warning}`);
  if (options.strict && generated.warnings.length > 0)
    throw new CodegenError("SCHEMA", ["Warnings are errors with --strict; nothing was written."]);
  if (options["snapshot-only"]) return writeSnapshot(generated, settings.snapshot, directory, log);
  const orphans = await removable(generated, directory, call);
  const changes = [...generated.changes, ...orphans];
  if (options.check) return check(changes, log);
  if (options["dry-run"]) return dryRun(changes, log);
  before(changes, directory);
  await applyChanges(directory, changes);
  await generated.memory.save();
  if (options.list)
    for (const { kind, path } of changes) if (kind === "created") log(`created ${path}`);
  log(`codegen: ${summaryOf(changes)}`);
  if (options["write-database"]) await flushFunctions(generated, db, settings, call);
  return 0;
}

async function flushFunctions(
  { model }: Generated,
  { tables }: DbSchema,
  { databaseUrl, flushFunction, schemas }: Settings,
  { env, log }: GenerateCall,
): Promise<void> {
  const url = databaseUrlOf(databaseUrl, env);
  const enums = new Set(model.enums.map(({ table }) => table));
  const emptied = tables.filter(
    (table) => ["table", "partitioned table"].includes(table.kind) && !enums.has(table),
  );
  const databases =
    flushFunction === true ? [decodeURIComponent(new URL(url).pathname.slice(1))] : flushFunction;
  for (const database of databases) {
    const address = new URL(url);
    address.pathname = `/${encodeURIComponent(database)}`;
    await writeFlushFunction(address.href, schemas[0]!, emptied);
    log(`codegen: flush_database() is made in ${database}`);
  }
}

type Log = GenerateCall["log"];

async function writeSnapshot(
  { changes }: Generated,
  snapshot: string | false,
  directory: string,
  log: Log,
): Promise<number> {
  if (snapshot === false)
    throw new CodegenError("CONFIG", [
      "--snapshot-only needs a snapshot, which the configuration turns off.",
    ]);
  const change = changes.find(({ path }) => join(directory, path) === join(directory, snapshot))!;
  await applyChanges(directory, [change]);
  log(`codegen: ${change.path} ${change.kind}`);
  return 0;
}

/** Files of entities that are gone: people's own, so that people say whether they go as well. */
async function removable(
  { orphans }: Generated,
  directory: string,
  { options, confirm, log }: GenerateCall,
): Promise<ReadonlyArray<Change>> {
  if (orphans.length === 0) return [];
  const isWriting = !options.check && !options["dry-run"];
  for (const orphan of orphans) {
    const remedy = options.yes ? "" : `; remove it with: rm ${quoted(orphan)}`;
    log(`orphan: ${orphan} belongs to no table any more${remedy}`);
  }
  const goes =
    options.yes ||
    (isWriting && (await confirm?.(`Remove ${orphans.length === 1 ? "it" : "them"}?`)) === true);
  if (!goes) return [];
  return Promise.all(
    orphans.map(async (path): Promise<Change> => ({
      kind: "deleted",
      path,
      before: await readFile(join(directory, path), "utf8"),
    })),
  );
}

async function check(changes: ReadonlyArray<Change>, log: Log): Promise<number> {
  const different = changes.filter(({ kind }) => kind !== "unchanged");
  for (const change of different) log(await diffOf(change));
  if (different.length === 0) {
    log(`codegen: up to date, ${changes.length} files`);
    return 0;
  }
  log(`codegen: out of date: ${summaryOf(changes)}. Run codegen.`);
  return 1;
}

function dryRun(changes: ReadonlyArray<Change>, log: Log): number {
  for (const { kind, path } of changes) if (kind !== "unchanged") log(`would be ${kind}: ${path}`);
  log(`codegen: ${summaryOf(changes)}; nothing was written`);
  return 0;
}

function summaryOf(changes: ReadonlyArray<Change>): string {
  return (["created", "updated", "deleted", "unchanged"] as const)
    .map((kind) => `${changes.filter((change) => change.kind === kind).length} ${kind}`)
    .join(", ");
}

function quoted(path: string): string {
  return /^[\w./-]+$/u.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
