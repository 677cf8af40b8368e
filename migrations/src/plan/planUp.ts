// Which migrations an `up` runs, or why it must not.
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import type { AppliedMigration } from "../journal/AppliedMigration.ts";
import { compareMigrations } from "./compareMigrations.ts";
import type { MigrationStatus } from "./MigrationStatus.ts";

/** How far up. */
export interface UpTarget {
  /** At most so many. */
  readonly count?: number;
  /** Up to and including this migration. */
  readonly to?: string;
  /** Only record them: that is also how one that broke off is declared complete. */
  readonly fake?: boolean;
  /** Nothing, where a migration was ever run: for commands that need tables and are not asked to change a database. */
  readonly ifNew?: boolean;
}

/** The pending migrations in their order, and the applied ones whose checksum is not known yet. */
export interface UpPlan {
  readonly run: ReadonlyArray<MigrationFile>;
  readonly adopt: ReadonlyArray<MigrationFile>;
}

/**
 * Plans an `up`.
 *
 * @throws MigrationError `MIGRATION_CHANGED`, `MIGRATION_MISSING`, `MIGRATION_UNFINISHED`, `MIGRATION_UNKNOWN`
 */
export function planUp(
  files: ReadonlyArray<MigrationFile>,
  applied: ReadonlyArray<AppliedMigration>,
  target: UpTarget = {},
): UpPlan {
  if (target.ifNew === true && applied.length > 0) return { run: [], adopt: [] };
  const statuses = compareMigrations(files, applied);
  refuseMissing(statuses);
  const states = new Map(statuses.map(({ name, state }) => [name, state]));
  const inState = (...wanted: ReadonlyArray<string>): ReadonlyArray<MigrationFile> =>
    files.filter(({ name }) => wanted.includes(states.get(name) ?? ""));
  refuse(inState("changed"), "MIGRATION_CHANGED");
  const { fake = false } = target;
  if (!fake) refuse(inState("unfinished"), "MIGRATION_UNFINISHED");
  const unsummed = new Set(
    applied.filter(({ checksum }) => checksum === null).map(({ name }) => name),
  );
  return {
    run: upTo(fake ? inState("pending", "unfinished") : inState("pending"), files, target),
    adopt: files.filter(({ name }) => unsummed.has(name)),
  };
}

function refuseMissing(statuses: ReadonlyArray<MigrationStatus>): void {
  const names = statuses.flatMap(({ name, state }) => (state === "missing" ? [name] : []));
  if (names.length === 0) return;
  throw new MigrationError(
    "MIGRATION_MISSING",
    `Applied, but the file is gone: ${names.join(", ")}. Bring it back: it may be on another branch, or was renamed. What stands there of ` +
      "it would else be built upon by files that do not know it. In development, db:reset begins anew.",
  );
}

function refuse(
  files: ReadonlyArray<MigrationFile>,
  code: "MIGRATION_CHANGED" | "MIGRATION_UNFINISHED",
): void {
  const [first] = files;
  if (first === undefined) return;
  const names = files.map(({ file }) => file).join(", ");
  throw new MigrationError(
    code,
    code === "MIGRATION_CHANGED"
      ? `Applied and edited since: ${names}. Undo the edit and write a new migration. In development, \`redo\` runs the last one again, and db:reset begins anew.`
      : `Begun without a transaction and broken off: ${names}. Look at what is there, then \`redo\` it, or \`up --fake\` if it is complete.`,
    { file: first.file },
  );
}

function upTo(
  pending: ReadonlyArray<MigrationFile>,
  files: ReadonlyArray<MigrationFile>,
  { count, to }: UpTarget,
): ReadonlyArray<MigrationFile> {
  if (to === undefined) return count === undefined ? pending : pending.slice(0, count);
  const last = files.findIndex(({ name, file }) => name === to || file === to);
  if (last === -1) throw new MigrationError("MIGRATION_UNKNOWN", `There is no migration ${to}.`);
  const wanted = new Set(files.slice(0, last + 1));
  return pending.filter((file) => wanted.has(file));
}
