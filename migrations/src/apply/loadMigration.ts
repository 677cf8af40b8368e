// From a file to what it does: modules are imported as they are (Node strips the types), SQL files are cut at their comments.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { ColumnDefinitions, MigrationBuilder } from "node-pg-migrate";
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import { splitStatements } from "../sql/splitStatements.ts";

/** One direction of a migration. */
export type MigrationStep = (builder: MigrationBuilder) => Promise<void> | void;

/** What a migration does. Without `down` it is undone by reversing `up`; `false` forbids undoing it. */
export interface LoadedMigration {
  readonly up: MigrationStep;
  readonly down: MigrationStep | false | undefined;
  readonly shorthands: ColumnDefinitions | undefined;
}

/**
 * Loads a migration.
 *
 * @throws MigrationError `MIGRATION_FAILED` when it cannot be loaded or has no `up`
 */
export async function loadMigration(file: MigrationFile): Promise<LoadedMigration> {
  return file.kind === "sql" ? loadSql(file) : loadModule(file);
}

async function loadModule(file: MigrationFile): Promise<LoadedMigration> {
  let loaded: unknown;
  try {
    // With its sum in the address, so that a file that was edited is read anew by a process that runs on.
    loaded = await import(`${pathToFileURL(file.path).href}?sum=${file.checksum.slice(0, 12)}`);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new MigrationError("MIGRATION_FAILED", `${file.file} cannot be loaded: ${said}`, {
      file: file.file,
      cause,
    });
  }
  const { up, down, shorthands } = exportsOf(loaded);
  if (up === undefined)
    throw new MigrationError("MIGRATION_FAILED", `${file.file} exports no function "up".`, {
      file: file.file,
    });
  return { up, down, shorthands };
}

/** What a module exports, as far as it is of use. */
function exportsOf(loaded: unknown): Partial<LoadedMigration> {
  if (typeof loaded !== "object" || loaded === null) return {};
  const member = (name: string): unknown =>
    Object.hasOwn(loaded, name) ? Reflect.get(loaded, name) : undefined;
  const [up, down, shorthands] = [member("up"), member("down"), member("shorthands")];
  return {
    ...(isStep(up) ? { up } : {}),
    ...(isStep(down) || down === false ? { down } : {}),
    ...(isShorthands(shorthands) ? { shorthands } : {}),
  };
}

function isStep(value: unknown): value is MigrationStep {
  return typeof value === "function";
}

function isShorthands(value: unknown): value is ColumnDefinitions {
  return typeof value === "object" && value !== null;
}

/**
 * `-- Up Migration` and `-- Down Migration` on lines of their own separate the two, as in node-pg-migrate; `-- No Transaction` on one
 * of its own keeps a part out of a transaction. Statements are sent one by one, so that a refusal names the one it is about.
 */
async function loadSql(file: MigrationFile): Promise<LoadedMigration> {
  const text = await readFile(file.path, "utf8");
  const up = text.search(/^\s*--[\s-]*up\s+migration/im);
  const down = text.search(/^\s*--[\s-]*down\s+migration/im);
  const from = Math.max(up, 0);
  const upSql = text.slice(from, down > from ? down : undefined);
  const downSql = down === -1 ? undefined : text.slice(down, up > down ? up : undefined);
  return {
    up: stepOf(upSql),
    down: downSql === undefined ? false : stepOf(downSql),
    shorthands: undefined,
  };
}

function stepOf(sql: string): MigrationStep {
  const { statements, rest } = splitStatements(sql);
  return (builder) => {
    if (/^\s*--[\s-]*no[\s-]+transaction/im.test(sql)) builder.noTransaction();
    for (const statement of rest === "" ? statements : [...statements, rest])
      builder.sql(statement);
  };
}
