// A baseline stands for the migrations that it replaces: a database that has them all has it.
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import type { AppliedMigration } from "../journal/AppliedMigration.ts";

/** A baseline that a database has by having what it replaces. */
export interface Adoption {
  readonly file: MigrationFile;
  readonly replaced: ReadonlyArray<string>;
}

/** What is applied, with baselines in the place of what they replace. */
export interface ResolvedJournal {
  readonly applied: ReadonlyArray<AppliedMigration>;
  readonly adoptions: ReadonlyArray<Adoption>;
  /** Baselines of which a database has a part only. */
  readonly partial: ReadonlyArray<Adoption>;
}

/** Reads the journal with the baselines of the folder in mind. */
export function resolveSquashed(
  files: ReadonlyArray<MigrationFile>,
  journal: ReadonlyArray<AppliedMigration>,
): ResolvedJournal {
  let applied = journal;
  const adoptions: Array<Adoption> = [];
  const partial: Array<Adoption> = [];
  for (const file of files) {
    if (file.replaces.length === 0 || applied.some(({ name }) => name === file.name)) continue;
    const entries = new Map(applied.map((entry) => [entry.name, entry]));
    const there = file.replaces.filter(({ name, checksum }) => {
      const entry = entries.get(name);
      return (
        entry !== undefined &&
        entry.finished &&
        (entry.checksum === null || entry.checksum === checksum)
      );
    });
    const replaced = there.map(({ name }) => name);
    if (there.length === 0) continue;
    if (there.length < file.replaces.length) {
      partial.push({ file, replaced });
      continue;
    }
    const last = entries.get(replaced.at(-1) ?? "");
    const gone = new Set(replaced);
    const own = {
      name: file.name,
      checksum: file.checksum,
      appliedAt: last?.appliedAt ?? new Date(0),
      finished: true,
    };
    applied = [own, ...applied.filter(({ name }) => !gone.has(name))];
    adoptions.push({ file, replaced });
  }
  return { applied, adoptions, partial };
}

/** @throws MigrationError `SQUASH_PARTIAL` when a database has some of what a baseline replaces */
export function refusePartial(partial: ReadonlyArray<Adoption>): void {
  const [first] = partial;
  if (first === undefined) return;
  const { file, replaced } = first;
  throw new MigrationError(
    "SQUASH_PARTIAL",
    `This database has ${replaced.length} of the ${file.replaces.length} migrations that ${file.file} stands for (edited ones do not count). ` +
      "Bring it up with the files as they were before they were squashed, then run again.",
    { file: file.file },
  );
}
