// The migrated database that test databases are copied from. Its name carries the sum of the migrations, so that branches with
// different migrations live side by side on one server, and an up-to-date one is found again.
import { createHash } from "node:crypto";
import type { Client } from "pg";
import { escapeIdentifier } from "pg";
import { migrateUp } from "../apply/migrateUp.ts";
import { connect } from "../connection/connect.ts";
import { listMigrations } from "../discover/listMigrations.ts";
import { errnoOf } from "../errors/errnoOf.ts";
import { ServerError } from "../errors/ServerError.ts";
import { checkPrefix, dropDatabase, dropStale } from "./dropDatabase.ts";
import { urlOfDatabase } from "./urlOfDatabase.ts";

/** What to make a template from. */
export interface TestTemplateOptions {
  /** An address with the right to create databases. */
  readonly adminUrl: string;
  /** The front of the template's name: 3 to 40 lower-case letters, digits and underlines. */
  readonly name: string;
  /** The migrations folder. */
  readonly dir: string;
}

/** A migrated database to copy. */
export interface TestTemplate {
  readonly name: string;
  /** The sum of the migrations in it. */
  readonly checksum: string;
}

/**
 * Makes a database with all migrations of `dir` applied, or finds the one made before. Callers at the same time wait for one
 * of them to build it; templates of other migrations with the same front name are dropped when nobody uses them.
 *
 * @example
 * const template = await createTestTemplate({ adminUrl, name: "app_template", dir: "migrations" });
 *
 * **SQL**
 * ```sql
 * CREATE DATABASE "app_template_0123456789ab";
 * -- the migrations, over a connection of their own
 * ALTER DATABASE "app_template_0123456789ab" WITH IS_TEMPLATE true ALLOW_CONNECTIONS false
 * ```
 *
 * @throws ServerError `NAME_REFUSED`, `TEMPLATE_BUSY`, or as `openDatabase` does; MigrationError as `migrateUp` does
 */
export async function createTestTemplate(options: TestTemplateOptions): Promise<TestTemplate> {
  const template = await templateOf(options);
  const client = await connect(options.adminUrl, { source: "adminUrl" });
  try {
    await lockBuilding(client, options.name);
    if (!(await isBuilt(client, template.name))) {
      await dropDatabase(client, template.name, options.name);
      await build(client, options, template.name);
    }
    await dropStale(client, options.name, new Set([template.name]));
  } finally {
    await client.end();
  }
  return template;
}

/** The template of these migrations, when it has been built. Makes nothing. */
export async function findTestTemplate(
  options: TestTemplateOptions,
): Promise<TestTemplate | undefined> {
  const template = await templateOf(options);
  const client = await connect(options.adminUrl, { source: "adminUrl" });
  try {
    return (await isBuilt(client, template.name)) ? template : undefined;
  } finally {
    await client.end();
  }
}

async function templateOf({ name, dir }: TestTemplateOptions): Promise<TestTemplate> {
  checkPrefix(name);
  const checksum = await sumOf(dir);
  return { name: `${name}_${checksum}`, checksum };
}

async function sumOf(dir: string): Promise<string> {
  const hash = createHash("sha256");
  for (const { name, checksum } of await listMigrations(dir)) hash.update(`${name} ${checksum}\n`);
  return hash.digest("hex").slice(0, 12);
}

/** Held until the connection ends. */
async function lockBuilding(client: Client, name: string): Promise<void> {
  try {
    await client.query("SET lock_timeout = '120s'");
    await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [
      `kingpost template ${name}`,
    ]);
  } catch (cause) {
    if (errnoOf(cause) !== "55P03") throw cause;
    throw new ServerError(
      "TEMPLATE_BUSY",
      `Another process has been building the template ${name} for two minutes.`,
      "End it, then run the tests again.",
      { cause },
    );
  }
}

/** A template is closed to connections at the very end, so a half-built one is known by being open. */
async function isBuilt(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query(
    "SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate AND NOT datallowconn",
    [name],
  );
  return rowCount === 1;
}

async function build(
  client: Client,
  { adminUrl, dir }: TestTemplateOptions,
  name: string,
): Promise<void> {
  const quoted = escapeIdentifier(name);
  await client.query(`CREATE DATABASE ${quoted}`);
  await migrateUp({ url: urlOfDatabase(adminUrl, name), dir });
  await client.query(`ALTER DATABASE ${quoted} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
}
