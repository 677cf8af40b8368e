// Makes one migration of many: a baseline that says what they made. It is tried before anything is written: what it makes must be
// the same, to the last row.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateUp } from "../apply/migrateUp.ts";
import { type MigrateOptions } from "../apply/withMigrations.ts";
import { readRows } from "../catalog/readRows.ts";
import { readStructure, type StructurePart } from "../catalog/readStructure.ts";
import { connect } from "../connection/connect.ts";
import { listMigrations } from "../discover/listMigrations.ts";
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import { journalsIn } from "../journal/Journal.ts";
import { compareStructures } from "../plan/compareStructures.ts";
import { printStructure } from "../plan/printStructure.ts";
import { withScratchDatabase } from "./withScratchDatabase.ts";

/** Which migrations. */
export interface SquashOptions extends Pick<MigrateOptions, "dir" | "url"> {
  /** The last one. Default: the last of all. */
  readonly to?: string;
}

/** What was made of what. */
export interface SquashResult {
  /** The path of the baseline. */
  readonly path: string;
  /** The files that it replaces; they are gone. */
  readonly replaced: ReadonlyArray<string>;
}

/**
 * Replaces the migrations up to one by a baseline of the same effect. A database that has all of them takes the baseline for applied; a
 * new one runs it in their place. Nothing is written unless the baseline, on a database of its own, makes the same structure and rows.
 *
 * @example
 * const { path } = await squashMigrations({ url, dir: "migrations" });
 *
 * @throws MigrationError `SQUASH_DIFFERS`, `MIGRATION_FAILED`, `MIGRATION_UNKNOWN`, `PRIVILEGE_MISSING`; ServerError when there is no connection
 */
export async function squashMigrations(options: SquashOptions): Promise<SquashResult> {
  const { url, dir, to } = options;
  const files = upTo(await listMigrations(dir), to);
  const last = files.at(-1);
  if (last === undefined || files.length < 2)
    throw new MigrationError("MIGRATION_UNKNOWN", "There are no two migrations to make one of.");
  const made = await makeOf(url, dir, last.name);
  const name = nameAfter(files);
  const text = baselineOf(files, made);
  await tryOut(url, `${name}.sql`, text, made);
  const path = join(dir, `${name}.sql`);
  await writeFile(path, text, { flag: "wx" });
  // The baseline speaks for them from here on, also when we are stopped in between.
  for (const file of files) await rm(file.path);
  return { path, replaced: files.map(({ file }) => file) };
}

interface Made {
  readonly structure: ReadonlyArray<StructurePart>;
  readonly rows: ReadonlyArray<string>;
}

async function makeOf(url: string, dir: string, to?: string): Promise<Made> {
  return withScratchDatabase(url, async (scratch) => {
    await migrateUp({ url: scratch, dir, ...(to === undefined ? {} : { to }) });
    const client = await connect(scratch);
    try {
      const ignored = journalsIn("public");
      return {
        structure: await readStructure(client, ignored),
        rows: await readRows(client, ignored),
      };
    } finally {
      await client.end();
    }
  });
}

async function tryOut(url: string, file: string, text: string, wanted: Made): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "kingpost-baseline-"));
  try {
    await writeFile(join(dir, file), text);
    const made = await makeOf(url, dir);
    const rows = wanted.rows.filter((each) => !made.rows.includes(each));
    const differences = [
      ...compareStructures(wanted.structure, made.structure),
      ...rows.map((each) => `${each.slice(0, 100).replaceAll(/\s+/g, " ")}… is missing`),
    ];
    if (differences.length === 0) return;
    throw new MigrationError(
      "SQUASH_DIFFERS",
      `The baseline would not make the same as the migrations do, so nothing was written:\n${differences.map((each) => `- ${each}`).join("\n")}\n` +
        "Squash up to the migration before the one that makes this (--to NAME), or simplify it.",
    );
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function upTo(
  files: ReadonlyArray<MigrationFile>,
  to: string | undefined,
): ReadonlyArray<MigrationFile> {
  if (to === undefined) return files;
  const last = files.findIndex(({ name, file }) => name === to || file === to);
  if (last === -1) throw new MigrationError("MIGRATION_UNKNOWN", `There is no migration ${to}.`);
  return files.slice(0, last + 1);
}

/** The number of the last one, so that the baseline stands where they stood. */
function nameAfter(files: ReadonlyArray<MigrationFile>): string {
  const number = /^\d+/.exec(files.at(-1)?.name ?? "")?.[0] ?? "1";
  const names = new Set(files.map(({ name }) => name));
  for (let count = 1; ; count++) {
    const name = `${number}_baseline${count === 1 ? "" : `-${count}`}`;
    if (!names.has(name)) return name;
  }
}

function baselineOf(files: ReadonlyArray<MigrationFile>, { structure, rows }: Made): string {
  const before = structure.filter(({ isAfterRows }) => !isAfterRows);
  const after = structure.filter(({ isAfterRows }) => isAfterRows);
  return [
    "-- The structure and the rows that these migrations made, as one. Do not edit the list: databases are known by it.",
    ...files.map(({ name, checksum }) => `-- Replaces: ${name} ${checksum}`),
    "",
    "SET LOCAL check_function_bodies = off;",
    "",
    printStructure(before),
    ...rows.map((each) => `${each};\n`),
    // They were filled before there were rows.
    ...structure
      .filter(({ kind }) => kind === "materialized view")
      .map(({ name }) => `REFRESH MATERIALIZED VIEW ${name};\n`),
    printStructure(after),
  ].join("\n");
}
