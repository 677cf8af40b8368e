// Reads the migrations folder: which migrations there are, in which order, and what their text sums up to.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { errnoOf } from "../errors/errnoOf.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import type { MigrationFile } from "./MigrationFile.ts";

const kinds: ReadonlyMap<string, MigrationFile["kind"]> = new Map([
  [".ts", "module"],
  [".mts", "module"],
  [".js", "module"],
  [".mjs", "module"],
  [".sql", "sql"],
]);

/**
 * All migrations of a folder in the order in which they run: by the number at the front of their names.
 *
 * @throws MigrationError `MIGRATION_DIR_MISSING`, `MIGRATION_NAME`
 */
export async function listMigrations(dir: string): Promise<ReadonlyArray<MigrationFile>> {
  const names = await namesIn(dir);
  const files = await Promise.all(names.map((file) => readMigration(resolve(dir), file)));
  const sorted = files.toSorted(
    (a, b) => orderOf(a.name) - orderOf(b.name) || (a.name < b.name ? -1 : 1),
  );
  for (const [index, { name, file }] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next?.name === name)
      throw new MigrationError(
        "MIGRATION_NAME",
        `${file} and ${next.file} have the same name: rename one of them.`,
      );
  }
  // A squash that was stopped has not yet taken all of them away.
  const replaced = new Set(sorted.flatMap(({ replaces }) => replaces.map(({ name }) => name)));
  return sorted.filter(({ name }) => !replaced.has(name));
}

async function namesIn(dir: string): Promise<ReadonlyArray<string>> {
  try {
    const entries = await readdir(dir, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) => entry.name)
      .filter(
        (name) => kinds.has(extname(name)) && !name.startsWith(".") && !name.endsWith(".d.ts"),
      );
  } catch (cause) {
    if (errnoOf(cause) !== "ENOENT") throw cause;
    throw new MigrationError(
      "MIGRATION_DIR_MISSING",
      `There is no migrations folder ${resolve(dir)}. Make the first migration with: kingpost-migrate new NAME`,
      { cause },
    );
  }
}

async function readMigration(dir: string, file: string): Promise<MigrationFile> {
  const ending = extname(file);
  const name = file.slice(0, -ending.length);
  if (!/^\d+[_-][\w.-]+$/.test(name))
    throw new MigrationError(
      "MIGRATION_NAME",
      `${file} is not a migration's name: a number, an underline and a name of letters, digits, "_", "-" and "." are ` +
        "expected, as in 1764000000000_add-books.ts. Code that migrations share belongs in a folder of its own.",
      { file },
    );
  const path = join(dir, file);
  const text = await readFile(path, "utf8");
  const kind = kinds.get(ending) ?? "module";
  const replaces = kind === "sql" ? replacesIn(text) : [];
  return { name, file, path, kind, checksum: checksumOf(text), replaces };
}

/** The list at the front of a baseline. */
function replacesIn(text: string): MigrationFile["replaces"] {
  return [...text.matchAll(/^-- Replaces: (\S+) ([0-9a-f]{64})\r?$/gm)].map(
    ([, name = "", checksum = ""]) => ({ name, checksum }),
  );
}

/** Git may check a file out with other line ends; that is no edit. */
function checksumOf(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}

/** 17 digits are a UTC time in digits, as node-pg-migrate writes them on request; anything else is a plain number. */
function orderOf(name: string): number {
  const digits = /^\d+/.exec(name)?.[0] ?? "";
  if (digits.length !== 17) return Number(digits);
  const part = (from: number, to: number): number => Number(digits.slice(from, to));
  return Date.UTC(
    part(0, 4),
    part(4, 6) - 1,
    part(6, 8),
    part(8, 10),
    part(10, 12),
    part(12, 14),
    part(14, 17),
  );
}
