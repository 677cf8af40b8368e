// Runs one file in one direction through node-pg-migrate's runner: one transaction that holds the migration's statements and
// both records of it, so that either all of it is there or nothing.
import { runner, type MigrationBuilder } from "node-pg-migrate";
import { type Client, DatabaseError } from "pg";
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { privilegeHint } from "../errors/explainRefusal.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import { isRefusal } from "../helpers/reversible.ts";
import { type Journal, runnerTable } from "../journal/Journal.ts";
import { loadMigration, type LoadedMigration, type MigrationStep } from "./loadMigration.ts";
import { type RefusedStatement, WatchedClient } from "./WatchedClient.ts";

/** One run of one file. */
export interface MigrationRun {
  readonly client: Client;
  readonly journal: Journal;
  readonly file: MigrationFile;
  readonly direction: "down" | "up";
  readonly schema: string;
  /** Record it without running it. */
  readonly fake?: boolean;
  readonly decamelize?: boolean;
  readonly noTransaction?: boolean;
  /** Told before a statement that stands for itself is tried again, because a lock was not free. */
  readonly onRetry?: (attempt: number) => void;
}

/**
 * Runs a migration, all of it or nothing.
 *
 * @throws MigrationError `MIGRATION_FAILED` with the file and the statement, `MIGRATION_IRREVERSIBLE`
 */
export async function runMigration(run: MigrationRun): Promise<void> {
  const { client, file, direction } = run;
  const watched = new WatchedClient(client, { onRetry: (attempt) => run.onRetry?.(attempt) });
  const loaded = await loadMigration(file);
  if (direction === "down" && loaded.down === false)
    throw new MigrationError(
      "MIGRATION_IRREVERSIBLE",
      `${file.file} has no way back: it says so itself, or is SQL without a down part.`,
      {
        file: file.file,
      },
    );
  const loader = (): Promise<Array<ReturnType<typeof unitOf>>> =>
    Promise.resolve([unitOf(run, loaded, watched)]);
  try {
    await runner({
      dbClient: watched.client,
      dir: dirOf(file),
      // All files but this one are ignored: the order is ours.
      ignorePattern: `(?!${file.file.replaceAll(".", String.raw`\.`)}$).*`,
      migrationLoaderStrategies: [{ extensions: [extensionOf(file)], loader }],
      migrationsTable: runnerTable,
      migrationsSchema: run.schema,
      direction,
      file: file.name,
      count: 1,
      singleTransaction: true,
      checkOrder: false,
      noLock: true,
      fake: run.fake ?? false,
      decamelize: run.decamelize ?? false,
      logger: silent,
    });
    if (run.fake === true || watched.isOutsideTransaction) await record(run);
  } catch (cause) {
    // A failed COMMIT (a deferred constraint) leaves nothing open; anything else may.
    await client.query("ROLLBACK").catch(() => undefined);
    throw explain(run, cause, watched.refused, !watched.isOutsideTransaction);
  }
}

const ignore = (): void => undefined;
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** The unit the runner asks for: the file's steps, each followed by our own record in the same transaction. */
function unitOf(
  run: MigrationRun,
  loaded: LoadedMigration,
  watched: WatchedClient,
): {
  id: string;
  filePaths: Array<string>;
  actions: {
    up: MigrationStep;
    down: MigrationStep;
    shorthands?: NonNullable<LoadedMigration["shorthands"]>;
  };
} {
  const step = (action: MigrationStep) => async (builder: MigrationBuilder) => {
    await action(builder);
    if (run.noTransaction === true) builder.noTransaction();
    const isInside = builder.isUsingTransaction();
    if (isInside || run.direction === "up") await record(run);
    watched.isOutsideTransaction = !isInside;
  };
  const reversed: MigrationStep = (builder) => loaded.up(builder.enableReverseMode());
  const down = loaded.down === undefined || loaded.down === false ? reversed : loaded.down;
  return {
    id: run.file.path,
    filePaths: [run.file.path],
    actions: {
      up: step(loaded.up),
      down: step(down),
      ...(loaded.shorthands === undefined ? {} : { shorthands: loaded.shorthands }),
    },
  };
}

/**
 * The builder has only collected its statements at this point, so our line is written before they run. When a migration leaves
 * the transaction on its way up, that is what marks it as begun: the runner's own line follows at the end. On its way down our
 * line goes at the end.
 */
async function record({ journal, file, direction }: MigrationRun): Promise<void> {
  if (direction === "up") await journal.add(file.name, file.checksum);
  else await journal.remove(file.name);
}

function explain(
  { file, direction }: MigrationRun,
  cause: unknown,
  refused: RefusedStatement | undefined,
  isUndone: boolean,
): MigrationError {
  if (cause instanceof MigrationError)
    return new MigrationError(cause.code, `${file.file}: ${cause.message}`, {
      file: file.file,
      cause,
    });
  if (direction === "down" && isRefusal(cause))
    return new MigrationError(
      "MIGRATION_IRREVERSIBLE",
      `${file.file} exports no "down", and its "up" cannot be reversed automatically. Write a down, or \`export const down = false\`.`,
      { file: file.file, cause },
    );
  const said = cause instanceof Error ? cause.message : String(cause);
  const hint = cause instanceof DatabaseError && cause.code === "42501" ? `\n${privilegeHint}` : "";
  const answer = cause instanceof DatabaseError ? `${cause.code}: ${said}${detailOf(cause)}` : said;
  // A migration may have caught an earlier refusal itself.
  const statement =
    refused !== undefined && refused.error === cause ? refused.text.trim() : undefined;
  return new MigrationError(
    "MIGRATION_FAILED",
    `Migration ${file.file} failed (${direction}); ${isUndone ? "nothing of it was kept" : "it uses no transaction, so what came before was kept"}.\n` +
      (statement === undefined ? "" : `Statement: ${statement}\n`) +
      `${cause instanceof DatabaseError ? "Postgres" : "Error"}: ${answer}${hint}`,
    {
      file: file.file,
      cause,
      ...(statement === undefined ? {} : { statement }),
      isRepeatable: isUndone && cause instanceof DatabaseError && cause.code === "55P03",
    },
  );
}

function detailOf({ detail, hint }: DatabaseError): string {
  return [detail, hint]
    .filter((text) => text !== undefined)
    .map((text) => ` ${text}`)
    .join("");
}

function dirOf({ path, file }: MigrationFile): string {
  return path.slice(0, -file.length - 1);
}

function extensionOf({ file, name }: MigrationFile): string {
  return file.slice(name.length);
}
