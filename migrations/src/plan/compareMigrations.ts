// Lays the folder beside the database's record: the status of every migration.
import type { MigrationFile } from "../discover/MigrationFile.ts";
import type { AppliedMigration } from "../journal/AppliedMigration.ts";
import type { MigrationState, MigrationStatus } from "./MigrationStatus.ts";

/** Every migration that the folder or the database knows; those whose file is missing come first, then in the folder's order. */
export function compareMigrations(
  files: ReadonlyArray<MigrationFile>,
  applied: ReadonlyArray<AppliedMigration>,
): ReadonlyArray<MigrationStatus> {
  const known = new Map(applied.map((entry) => [entry.name, entry]));
  const names = new Set(files.map(({ name }) => name));
  const lastApplied = files.findLastIndex(({ name }) => known.has(name));
  const missing = applied
    .filter(({ name }) => !names.has(name))
    .map(
      ({ name, appliedAt }) => ({ name, state: "missing", appliedAt, outOfOrder: false }) as const,
    );
  const present = files.map((file, index) => {
    const entry = known.get(file.name);
    const state = stateOf(file, entry);
    return {
      name: file.name,
      state,
      appliedAt: entry?.appliedAt,
      outOfOrder: state === "pending" && index < lastApplied,
    };
  });
  return [...missing, ...present];
}

function stateOf(file: MigrationFile, entry: AppliedMigration | undefined): MigrationState {
  if (entry === undefined) return "pending";
  if (!entry.finished) return "unfinished";
  return entry.checksum !== null && entry.checksum !== file.checksum ? "changed" : "applied";
}
