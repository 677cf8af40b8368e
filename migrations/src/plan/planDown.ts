// Which migrations a `down` takes back, newest first, or why it cannot.
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import type { AppliedMigration } from "../journal/AppliedMigration.ts";

/** How far down. */
export interface DownTarget {
  /** So many; default 1. */
  readonly count?: number;
  /** Down to and including this migration. */
  readonly to?: string;
}

/**
 * Plans a `down`: the files of the migrations applied last.
 *
 * @throws MigrationError `MIGRATION_MISSING`, `MIGRATION_UNKNOWN`
 */
export function planDown(
  files: ReadonlyArray<MigrationFile>,
  applied: ReadonlyArray<AppliedMigration>,
  target: DownTarget = {},
): ReadonlyArray<MigrationFile> {
  const byName = new Map(files.map((file) => [file.name, file]));
  return backTo(applied, target)
    .toReversed()
    .map(({ name }) => {
      const file = byName.get(name);
      if (file === undefined)
        throw new MigrationError(
          "MIGRATION_MISSING",
          `${name} is applied, but its file is gone, so it cannot be taken back. Bring the file back first.`,
        );
      return file;
    });
}

function backTo(
  applied: ReadonlyArray<AppliedMigration>,
  { count = 1, to }: DownTarget,
): ReadonlyArray<AppliedMigration> {
  if (to === undefined) return count <= 0 ? [] : applied.slice(-count);
  const first = applied.findIndex(({ name }) => to === name || to.startsWith(`${name}.`));
  if (first === -1) throw new MigrationError("MIGRATION_UNKNOWN", `No migration ${to} is applied.`);
  return applied.slice(first);
}
