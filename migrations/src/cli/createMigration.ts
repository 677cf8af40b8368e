// `new NAME`: a file to write a migration into. The first one of a project brings the trigger functions along.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listMigrations } from "../discover/listMigrations.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import { UsageError } from "./UsageError.ts";

/** What to make. */
export interface NewMigration {
  readonly dir: string;
  /** Without one only the first migration of all is made, where there is none. */
  readonly name: string | undefined;
  readonly sql: boolean;
  /** What the file holds. Default: a sketch. */
  readonly text?: string;
}

/** Writes the file and answers the paths that were written: two for the first migration of all. */
export async function createMigration({
  dir,
  name,
  sql,
  text = sql ? sqlTemplate : template,
}: NewMigration): Promise<ReadonlyArray<string>> {
  const slug = name?.trim().replaceAll(/\s+/g, "-");
  if (slug !== undefined && !/^[\w.-]+$/.test(slug))
    throw new UsageError(
      `"${name}" cannot be a migration's name: use letters, digits, "_" and "-".`,
    );
  await mkdir(dir, { recursive: true });
  const existing = (await listMigrations(dir)).map((file) => file.name);
  const first =
    existing.length === 0
      ? [await write(dir, `${numberAfter(existing)}_timestamps.ts`, functions)]
      : [];
  if (slug === undefined) return first;
  const names = [...existing, ...first.map((path) => path.slice(dir.length + 1))];
  const file = `${numberAfter(names)}_${slug}.${sql ? "sql" : "ts"}`;
  return [...first, await write(dir, file, text)];
}

/** The time in milliseconds, or one more than the last number where clocks have gone astray. */
function numberAfter(names: ReadonlyArray<string>): string {
  const last = names.at(-1);
  const digits = /^\d+/.exec(last ?? "")?.[0] ?? "0";
  // 17 digits are a date in digits and sort by what they say.
  return String(digits.length === 17 ? Date.now() : Math.max(Date.now(), Number(digits) + 1));
}

async function write(dir: string, file: string, text: string): Promise<string> {
  const path = join(dir, file);
  await writeFile(path, text, { flag: "wx" }).catch((cause: unknown) => {
    throw new MigrationError("MIGRATION_NAME", `${path} cannot be written: ${String(cause)}`, {
      file,
      cause,
    });
  });
  return path;
}

const functions = `// The trigger functions that keep created_at and updated_at; createEntityTable relies on them.
import { createCreatedAtFunction, createUpdatedAtFunction } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  createCreatedAtFunction(b);
  createUpdatedAtFunction(b);
}
`;

const template = `import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  // createEntityTable(b, "books", { title: { type: "text", notNull: true } });
}

// Without a down, up is reversed where that can be done.
`;

const sqlTemplate = `-- Up Migration

-- Down Migration
`;
