// `--watch`: runs again whenever what code is made from changes.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { findConfig } from "../config/findConfig.ts";
import { type LoadedConfig, loadConfig } from "../config/loadConfig.ts";
import { CodegenError } from "../errors/CodegenError.ts";
import { followSchema } from "../introspect/followSchema.ts";
import { databaseUrlOf } from "./databaseUrlOf.ts";
import { FileFollower } from "./FileFollower.ts";
import type { GenerateCall } from "./generateOptions.ts";
import { Rerun } from "./Rerun.ts";
import { runGenerate } from "./runGenerate.ts";

/** Goes on until the signal; a wrong configuration at the start is thrown, what goes wrong later is told. */
export async function watch(call: GenerateCall): Promise<number> {
  const { cwd, env, options, log, signal } = call;
  const loaded = await loadConfig(cwd, options.config);
  const { settings, directory } = loaded;
  const stop = new AbortController();
  const files = new FileFollower(stop.signal, (path) => void rerun.because(path));
  const rerun = new Rerun((reasons) => runAgain(call, reasons, files));
  await mkdir(resolve(directory, settings.entitiesDirectory), { recursive: true });
  await followFiles(files, loaded, call);
  const begun = Promise.withResolvers<void>();
  const following = options.offline
    ? begun.resolve()
    : followSchema(databaseUrlOf(settings.databaseUrl, env), settings, stop.signal, {
        begun: begun.resolve,
        changed: () => void rerun.because("the schema"),
        lost: (problem) => log(`warning: ${problem}`),
      });
  // A migration that runs while the first code is made is not missed.
  await begun.promise;
  await rerun.because("started");
  await aborted(signal);
  stop.abort();
  await following;
  await rerun.settled();
  return 0;
}

/** One line for the run, after its warnings and errors. */
async function runAgain(
  call: GenerateCall,
  reasons: ReadonlyArray<string>,
  files: FileFollower,
): Promise<void> {
  const lines: string[] = [];
  try {
    const quiet = { ...call, confirm: undefined, log: (line: string) => lines.push(line) };
    await runGenerate(quiet, (changes, directory) => {
      for (const change of changes)
        if (change.kind === "created" || change.kind === "updated")
          files.expect(join(directory, change.path), change.after);
    });
  } catch (error) {
    if (!(error instanceof CodegenError)) throw error;
    lines.push(...error.problems.map((problem) => `error: ${problem}`));
  }
  const last = lines.pop()!;
  for (const line of lines) call.log(line);
  call.log(`${last} (${reasons.join(", ")})`);
}

/** The configuration, the hand-written files of entities and of GraphQL, and the snapshot when that is what code is made from. */
async function followFiles(
  files: FileFollower,
  { settings, directory }: LoadedConfig,
  { cwd, options }: GenerateCall,
): Promise<void> {
  const config = options.config === undefined ? findConfig(cwd) : resolve(cwd, options.config);
  if (config !== undefined) await files.followFile(config);
  if (options.offline && settings.snapshot !== false)
    await files.followFile(join(directory, settings.snapshot));
  await files.followFolder(
    resolve(directory, settings.entitiesDirectory),
    (path) => /\.(?:ts|md)$/u.test(path) && !/^(?:codegen|enums|factories)\//u.test(path),
  );
  if (settings.graphql === undefined) return;
  const graphql = resolve(directory, settings.graphql.directory);
  await mkdir(graphql, { recursive: true });
  await files.followFolder(graphql, isGraphqlSource);
}

/** What people write on the GraphQL side: the schema, and files of resolvers, which are found by their names. */
function isGraphqlSource(path: string): boolean {
  if (path === "schema/enums.graphql" || /^resolvers\/(?:all|enum)Resolvers\.ts$/u.test(path))
    return false;
  return (
    /^schema\/[^/]+\.graphql$/u.test(path) ||
    /^resolvers\/.*(?:Query|Mutation|Subscription|Resolvers)\.ts$/u.test(path)
  );
}

async function aborted(signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return;
  await new Promise<void>((resolved) => {
    signal?.addEventListener("abort", () => resolved());
    // Nothing else may keep the process going, such as with --offline on a file system that tells of nothing.
    if (signal === undefined) setInterval(() => {}, 1 << 30);
  });
}
