// What becomes of migrations that were saved: new ones run, the last one is done again when it was edited.
import { getMigrationStatus } from "../apply/getMigrationStatus.ts";
import { migrateRedo, type MigrateRedoOptions } from "../apply/migrateRedo.ts";
import { type MigrateResult, migrateUp } from "../apply/migrateUp.ts";
import { connect } from "../connection/connect.ts";
import { listMigrations } from "../discover/listMigrations.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import type { MigrationStatus } from "../plan/MigrationStatus.ts";

/** Where, and who hears of it. */
export interface SavedMigrations {
  readonly url: string;
  readonly dir: string;
  /** Whether what a migration made may be thrown away with its rows: a database that is the developer's own. */
  readonly mayRedo: boolean;
  readonly say: (line: string) => void;
}

/**
 * Brings the database up to the folder, and answers how many migrations ran.
 *
 * @throws MigrationError `MIGRATION_CHANGED` with what to do, when a migration was edited that may not be taken back here;
 * otherwise as `migrateUp` does
 */
export async function applySaved({ url, dir, mayRedo, say }: SavedMigrations): Promise<number> {
  const onDone = (name: string, direction: string, ms: number): void =>
    say(`${direction === "up" ? "applied" : "took back"} ${name} (${Math.round(ms)} ms)`);
  const target = { url, dir, onDone, onProgress: say };
  const applied = (await readStatus(url, dir)).filter(({ state }) => state !== "pending");
  const edited = applied.findIndex(({ state }) => state === "changed");
  if (edited === -1) return (await migrateUp(target)).ran.length;
  const count = applied.length - edited;
  const isLast = count === 1;
  if (!isLast || !mayRedo)
    throw explain(applied[edited]!, count, mayRedo, await fileOf(dir, applied[edited]!));
  const { ran } = await redoLast(target);
  return ran.length + (await migrateUp(target)).ran.length;
}

/** What is taken back is what the file says now; what it said when it ran may have been something else. */
async function redoLast(target: MigrateRedoOptions): Promise<MigrateResult> {
  let isTakenBack = false;
  const onDone: MigrateRedoOptions["onDone"] = (name, direction, ms) => {
    isTakenBack = true;
    target.onDone?.(name, direction, ms);
  };
  try {
    return await migrateRedo({ ...target, onDone });
  } catch (error) {
    if (isTakenBack || !(error instanceof MigrationError) || error.statement === undefined)
      throw error;
    throw new MigrationError(
      error.code,
      `${error.message}\nThe way back is the one of the file as it is now, and does not fit what it made before. Undo the edit, ` +
        "take it back (npm run migrate -- down), and edit again; or begin anew: npm run db:reset",
      { cause: error, ...(error.file === undefined ? {} : { file: error.file }) },
    );
  }
}

async function readStatus(url: string, dir: string): Promise<ReadonlyArray<MigrationStatus>> {
  const client = await connect(url);
  try {
    return await getMigrationStatus(client, dir);
  } finally {
    await client.end();
  }
}

async function fileOf(dir: string, { name }: MigrationStatus): Promise<string> {
  return (await listMigrations(dir)).find((each) => each.name === name)?.file ?? name;
}

function explain(
  { name }: MigrationStatus,
  count: number,
  mayRedo: boolean,
  file: string,
): MigrationError {
  const later = count - 1;
  const why = mayRedo
    ? `${later} later ${later === 1 ? "migration stands" : "migrations stand"} on it`
    : "the database of DATABASE_URL is not on this machine, so nothing is taken back by itself";
  return new MigrationError(
    "MIGRATION_CHANGED",
    `${name} was edited after it was applied, and ${why}. Undo the edit and write a new migration, or take back what it made, ` +
      `with its rows, and run it again: npm run migrate -- redo${count === 1 ? "" : ` ${count}`}`,
    { file },
  );
}
