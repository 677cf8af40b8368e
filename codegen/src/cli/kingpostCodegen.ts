// The command `kingpost-codegen`, without the process around it.
import { join } from "node:path";
import type { DbSchema } from "kingpost/catalog";
import { type LoadedConfig, loadConfig } from "../config/loadConfig.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import { introspect } from "../introspect/introspect.ts";
import { loadSnapshot } from "../introspect/loadSnapshot.ts";
import { applyChanges } from "../write/applyChanges.ts";
import type { Change } from "../write/Change.ts";
import { diffOf } from "../write/diffOf.ts";
import { generate, type Generated } from "../write/generate.ts";
import { databaseUrlOf, type Environment } from "./databaseUrlOf.ts";
import { type Arguments, parseArguments, usage } from "./parseArguments.ts";

export interface CodegenContext {
  /** Where the configuration is looked for. Default: the working directory. */
  readonly cwd?: string;
  /** Default: the environment of the process. */
  readonly env?: Environment;
  /** Takes each line for people. Default: standard output. */
  readonly log?: (line: string) => void;
}

/**
 * Generates code for the project in a folder, as the command does.
 *
 * @example
 * const exitCode = await kingpostCodegen(["--check"]);
 *
 * @returns the exit code: 0 done, 1 differences or a schema that cannot be generated from, 2 a wrong configuration, 3 no
 * connection
 */
export async function kingpostCodegen(
  argv: ReadonlyArray<string> = [],
  context: CodegenContext = {},
): Promise<number> {
  const { cwd = process.cwd(), env = process.env, log = console.log } = context;
  try {
    const args = parseArguments(argv);
    if (args.help) {
      log(usage);
      return 0;
    }
    const config = await loadConfig(cwd, args.config);
    const generated = await generate(
      await read(config, args, env),
      config.settings,
      config.directory,
    );
    for (const warning of generated.warnings) log(`warning: ${warning}`);
    if (args.strict && generated.warnings.length > 0)
      throw new CodegenError("SCHEMA", ["Warnings are errors with --strict; nothing was written."]);
    for (const orphan of generated.orphans)
      log(`orphan: ${orphan} belongs to no table any more; remove it with: rm ${quoted(orphan)}`);
    return await finish[args.mode](generated, config.directory, log);
  } catch (error) {
    if (!(error instanceof CodegenError)) throw error;
    for (const problem of error.problems) log(`error: ${problem}`);
    return exitCodes[error.code];
  }
}

const exitCodes = { SCHEMA: 1, WRITE: 1, CONFIG: 2, SNAPSHOT: 2, CONNECT: 3 } as const;

async function read(
  { settings, directory }: LoadedConfig,
  { offline }: Arguments,
  env: Environment,
): Promise<DbSchema> {
  if (!offline) return introspect(databaseUrlOf(settings.databaseUrl, env), settings);
  if (settings.snapshot !== false) return loadSnapshot(join(directory, settings.snapshot));
  throw new CodegenError("CONFIG", [
    "--offline needs a snapshot, which the configuration turns off.",
  ]);
}

type Finish = (
  generated: Generated,
  directory: string,
  log: (line: string) => void,
) => Promise<number>;

const finish: Readonly<Record<Arguments["mode"], Finish>> = {
  write: async ({ changes, memory }, directory, log) => {
    await applyChanges(directory, changes);
    await memory.save();
    log(`codegen: ${summaryOf(changes)}`);
    return 0;
  },
  check: async ({ changes }, _directory, log) => {
    const different = changes.filter(({ kind }) => kind !== "unchanged");
    for (const change of different) log(await diffOf(change));
    if (different.length === 0) {
      log(`codegen: up to date, ${changes.length} files`);
      return 0;
    }
    log(`codegen: out of date: ${summaryOf(changes)}. Run codegen.`);
    return 1;
  },
  "dry-run": async ({ changes }, _directory, log) => {
    for (const { kind, path } of changes)
      if (kind !== "unchanged") log(`would be ${kind}: ${path}`);
    log(`codegen: ${summaryOf(changes)}; nothing was written`);
    return 0;
  },
};

function summaryOf(changes: ReadonlyArray<Change>): string {
  return (["created", "updated", "deleted", "unchanged"] as const)
    .map((kind) => `${changes.filter((change) => change.kind === kind).length} ${kind}`)
    .join(", ");
}

function quoted(path: string): string {
  return /^[\w./-]+$/u.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
