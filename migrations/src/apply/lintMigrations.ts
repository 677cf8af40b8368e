// Looks at migrations before they run.
import type { Client } from "pg";
import { readLintCatalog, usedColumns } from "../catalog/readLintCatalog.ts";
import { connect } from "../connection/connect.ts";
import { listMigrations } from "../discover/listMigrations.ts";
import type { MigrationFile } from "../discover/MigrationFile.ts";
import { MigrationError } from "../errors/MigrationError.ts";
import { applyComments } from "../lint/applyComments.ts";
import { type LintFinding, ruleLevels } from "../lint/Finding.ts";
import type { LintCatalog, LintStatement } from "../lint/LintContext.ts";
import { lintMigration, type PlacedFinding } from "../lint/lintMigration.ts";
import type { LintSettings } from "../project/ProjectSettings.ts";
import { readProject } from "../project/readProject.ts";
import { readSnapshot } from "../project/readSnapshot.ts";
import { parseSql, SqlSyntaxError } from "../sql/parseSql.ts";
import { collectStatements, type CollectedMigration } from "./collectStatements.ts";
import { getMigrationStatus } from "./getMigrationStatus.ts";

/** Which migrations, of which database. */
export interface LintOptions {
  readonly url: string;
  readonly dir: string;
  readonly schema?: string;
  /** Names or files; default all that are pending. */
  readonly only?: ReadonlyArray<string>;
  /** The project's folder. Default: the working directory. */
  readonly projectDir?: string;
  readonly config?: string;
  readonly decamelize?: boolean;
}

/**
 * What is dangerous in migrations that were not applied yet: statements that stop readers and writers, rewrite tables or fail on the
 * rows that are there, each with the safe way. The migrations' code is run with a builder that only collects; nothing is sent for it.
 *
 * @example
 * const errors = (await lintMigrations({ url, dir: "migrations" })).filter(({ level }) => level === "error");
 *
 * @throws MigrationError `MIGRATION_FAILED` when a file cannot be loaded, `MIGRATION_UNKNOWN`, `CONFIG_INVALID`; ServerError when there
 * is no connection
 */
export async function lintMigrations(options: LintOptions): Promise<ReadonlyArray<LintFinding>> {
  const client = await connect(options.url);
  try {
    return await lintWith(client, options);
  } finally {
    await client.end();
  }
}

async function lintWith(client: Client, options: LintOptions): Promise<ReadonlyArray<LintFinding>> {
  const { dir, projectDir = process.cwd(), config, decamelize = false } = options;
  const { lint, snapshot } = await readProject(projectDir, config);
  const known =
    snapshot === undefined
      ? undefined
      : await readSnapshot(snapshot).catch((error: unknown) => {
          if (error instanceof MigrationError && error.code === "SNAPSHOT_MISSING")
            return undefined;
          throw error;
        });
  const catalog = {
    tables: await readLintCatalog(client),
    used: usedColumns(known ?? { tables: [] }),
    largeTableRows: lint.largeTableRows,
  };
  const findings: Array<LintFinding> = [];
  for (const file of await chosen(client, dir, options))
    findings.push(...(await lintFile(file, catalog, lint, decamelize)));
  return findings;
}

async function chosen(
  client: Client,
  dir: string,
  { only = [], schema }: LintOptions,
): Promise<ReadonlyArray<MigrationFile>> {
  const files = await listMigrations(dir);
  if (only.length === 0) {
    const statuses = await getMigrationStatus(client, dir, schema);
    const pending = new Set(
      statuses.filter(({ state }) => state === "pending").map(({ name }) => name),
    );
    return files.filter(({ name }) => pending.has(name));
  }
  return only.map((wanted) => {
    const found = files.find(
      ({ name, file }) => wanted === name || wanted === file || wanted.endsWith(`/${file}`),
    );
    if (found !== undefined) return found;
    throw new MigrationError("MIGRATION_UNKNOWN", `There is no migration ${wanted}.`);
  });
}

async function lintFile(
  file: MigrationFile,
  catalog: LintCatalog,
  settings: LintSettings,
  decamelize: boolean,
): Promise<ReadonlyArray<LintFinding>> {
  const collected = await collectStatements(file, decamelize);
  const { statements, broken } = await parseAll(collected);
  const { isInTransaction, text } = collected;
  const placed = [
    ...lintMigration({ file: file.file, isInTransaction, statements }, catalog),
    ...broken,
    ...aboutFile(collected),
  ];
  return applyComments(text, placed)
    .flatMap(({ level: own, ...finding }) => {
      const level = settings.rules[finding.rule] ?? own ?? ruleLevels[finding.rule];
      return level === "off" ? [] : [{ file: file.file, ...finding, level }];
    })
    .toSorted((a, b) => a.line - b.line);
}

async function parseAll({ statements }: CollectedMigration): Promise<{
  statements: ReadonlyArray<LintStatement>;
  broken: ReadonlyArray<PlacedFinding>;
}> {
  const parsed: Array<LintStatement> = [];
  const broken: Array<PlacedFinding> = [];
  for (const { sql, line } of statements)
    try {
      parsed.push({ sql, line, nodes: await parseSql(sql) });
    } catch (error) {
      if (!(error instanceof SqlSyntaxError)) throw error;
      broken.push({
        rule: "syntax-error",
        table: "",
        line,
        message: `Postgres cannot read it: ${error.message}.`,
        remedy: sql.split("\n")[0] ?? "",
      });
    }
  return { statements: parsed, broken };
}

function aboutFile({ hasWayBack, failure }: CollectedMigration): ReadonlyArray<PlacedFinding> {
  return [
    ...(hasWayBack
      ? []
      : [
          {
            rule: "missing-down" as const,
            table: "",
            line: 1,
            message: "It has no way back.",
            remedy:
              'export function down(b: MigrationBuilder): void { … } // or "-- Down Migration" in SQL',
          },
        ]),
    ...(failure === undefined
      ? []
      : [
          {
            rule: "dry-run-failed" as const,
            table: "",
            line: 1,
            message: `Its code needs a database, so not all of its statements were seen: ${failure}`,
            remedy: "// Ask the database in SQL, where the statements run.",
          },
        ]),
  ];
}
