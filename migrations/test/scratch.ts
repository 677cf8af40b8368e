// What the tests of this package share: databases of their own on the run's server, and folders of migrations.
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Client } from "pg";
import { inject, onTestFinished } from "vitest";

/** The address of a new, empty database that goes with the test. */
export async function newDatabase(): Promise<string> {
  const adminUrl = inject("adminUrl");
  const name = `migrations_scratch_${randomBytes(6).toString("hex")}`;
  await query(adminUrl, `CREATE DATABASE ${name}`);
  onTestFinished(async () => {
    await query(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** The rows of one statement, over a connection of its own. */
export async function query(
  url: string,
  sql: string,
  values: Array<unknown> = [],
): Promise<Array<Record<string, unknown>>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** A new folder with files in it that goes with the test. */
export function newFolder(files: Readonly<Record<string, string>> = {}): string {
  const dir = mkdtempSync(join(tmpdir(), "kingpost migrations-"));
  onTestFinished(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  writeFiles(dir, files);
  return dir;
}

/** Writes files into a folder; names may hold folders. */
export function writeFiles(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
}

/** The text of a migration whose `up` and `down` run the given lines with the builder `b` and the helpers `k`. */
export function migration(up: string, down?: string): string {
  const door = JSON.stringify(resolve(import.meta.dirname, "../src/index.ts"));
  const lines = [`import * as k from ${door};`, `export async function up(b) { ${up} }`];
  if (down !== undefined) lines.push(`export async function down(b) { ${down} }`);
  return `${lines.join("\n")}\n`;
}

/** What a promise rejects with. */
export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  return new Error("It did not fail.");
}

/** What a function throws. */
export function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return new Error("It did not fail.");
}
