// Runs one file in one direction through node-pg-migrate's runner: one transaction that holds the migration's statements and
// both records of it, so that either all of it is there or nothing.
import { runner, type MigrationBuilder } from "node-pg-migrate";
import { type Client, DatabaseError } from "pg";
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import { type Journal, runnerTable } from "../journal/Journal.ts";
import { loadMigration, type LoadedMigration, type MigrationStep } from "./loadMigration.ts";
import { type RefusedStatement, recordRefused } from "./recordRefused.ts";

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
}

/**
 * Runs a migration, all of it or nothing.
 *
 * @throws MigrationError `MIGRATION_FAILED` with the file and the statement, `MIGRATION_IRREVERSIBLE`
 */
export async function runMigration(run: MigrationRun): Promise<void> {
  const { client, file, direction } = run;
  const watched = recordRefused(client);
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
    Promise.resolve([unitOf(run, loaded)]);
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
      checkOrder: false,
      noLock: true,
      fake: run.fake ?? false,
      decamelize: run.decamelize ?? false,
      logger: silent,
    });
    if (run.fake === true) await record(run);
  } catch (cause) {
    // A failed COMMIT (a deferred constraint) leaves nothing open; anything else may.
    await client.query("ROLLBACK").catch(() => undefined);
    throw explain(run, cause, watched.refused());
  }
}

const ignore = (): void => undefined;
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** The unit the runner asks for: the file's steps, each followed by our own record in the same transaction. */
function unitOf(
  run: MigrationRun,
  loaded: LoadedMigration,
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
    await record(run);
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
 * The builder has only collected its statements at this point, so our line is written before they run. For a migration that
 * leaves the transaction that is what marks it as begun: the runner's own line follows at the end.
 */
async function record({ journal, file, direction }: MigrationRun): Promise<void> {
  if (direction === "up") await journal.add(file.name, file.checksum);
  else await journal.remove(file.name);
}

function explain(
  { file, direction }: MigrationRun,
  cause: unknown,
  refused: RefusedStatement | undefined,
): MigrationError {
  if (cause instanceof MigrationError) return cause;
  const error = refused?.error ?? cause;
  const said = error instanceof Error ? error.message : String(error);
  const answer = error instanceof DatabaseError ? `${error.code}: ${said}${detailOf(error)}` : said;
  const statement = refused?.text.trim();
  return new MigrationError(
    "MIGRATION_FAILED",
    `Migration ${file.file} failed (${direction}); nothing of it was kept.\n` +
      (statement === undefined ? "" : `Statement: ${statement}\n`) +
      `${error instanceof DatabaseError ? "Postgres" : "Error"}: ${answer}`,
    { file: file.file, cause: error, ...(statement === undefined ? {} : { statement }) },
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
