// `kingpost-migrate`: reads the command line and hands over to the command.
import { createMigration } from "./createMigration.ts";
import { initProject } from "./initProject.ts";
import { makeTemplate, makeTestDatabases } from "./makeTestDatabases.ts";
import { type MigrateValues, parseMigrateArguments } from "./MigrateValues.ts";
import { newEntity } from "./newEntity.ts";
import { runCommand } from "./runCommand.ts";
import { runMigrations } from "./runMigrations.ts";
import { dump, showCheck, squash } from "./runTrials.ts";
import { showDrift } from "./showDrift.ts";
import { showLint } from "./showLint.ts";
import { showStatus } from "./showStatus.ts";
import { UsageError } from "./UsageError.ts";
import { withTarget } from "./withTarget.ts";

const usage = `Usage: kingpost-migrate <command>

  up [n] [--to NAME] [--fake]   run the pending migrations (the first n, up to NAME; --fake: only record them)
  up --if-new                   nothing, and not a word, where a migration was ever run
  down [n] [--to NAME]          take the last one back (the last n, all from NAME on)
  redo [n]                      take the last one back and run it again
  status [--json] [--strict]    where every migration stands; --strict: exit 1 unless all are applied and unchanged
  lint [FILE…] [--json]         what is dangerous in the pending ones, and the safe way
  check [--json]                up, down and up again on a database of its own: does every way back lead back?
  squash [--to NAME]            one migration of many
  dump [--file FILE]            the structure of the database as SQL, for review
  drift [--json]                what differs between the database and the snapshot of the generated code
  new NAME [--sql]              a file for a new migration
  new-entity NAME [FIELD…]      the migration of a new entity; fields: name:text, city:text:optional, author:Author, code:int:unique
  init                          the folder, the first migration, the scripts of package.json
  template [--build]            the database that test databases are copied from
  test-databases [--count N]    copies of it for N workers

  --dir DIR            the migrations folder (migrations)
  --database-url URL   the database (DATABASE_URL, .env, or the embedded server)
  --schema NAME        the schema of the record of migrations (public)
  --lock-timeout S     how many seconds to wait for another run (60)
  --timeout S          how many seconds one migration may take (for ever)
  --lint LEVEL         before up: warn prints what lint finds, error also stops at errors (off)
  --no-transaction     run every migration without a transaction
  --config FILE        the configuration (kingpost.config.ts)
  --decamelize         turn camelCase names into snake_case (or DECAMELIZE=true)
  --prefix NAME        the front of the names of test databases (app)

Exit codes: 0 ok, 1 failed, 2 usage or configuration, 3 no connection, 4 locked`;

type Run = (
  values: MigrateValues,
  argument: string | undefined,
  all: ReadonlyArray<string>,
) => Promise<number>;

const commands: Readonly<Record<string, Run>> = {
  up: (values, argument) =>
    withTarget(values, (target) => runMigrations("up", target, values, argument)),
  down: (values, argument) =>
    withTarget(values, (target) => runMigrations("down", target, values, argument)),
  redo: (values, argument) =>
    withTarget(values, (target) => runMigrations("redo", target, values, argument)),
  status: (values) => withTarget(values, (target) => showStatus(target, values)),
  lint: (values, _, files) => withTarget(values, (target) => showLint(target, values, files)),
  check: (values) => withTarget(values, (target) => showCheck(target, values)),
  squash: (values) => withTarget(values, (target) => squash(target, values)),
  dump: (values) => withTarget(values, (target) => dump(target, values)),
  drift: (values) => withTarget(values, (target) => showDrift(target, values)),
  new: writeNew,
  "new-entity": (values, _, all) => newEntity(values, all),
  init: async ({ dir }) => {
    for (const line of await initProject(process.cwd(), dir)) console.log(line);
    return 0;
  },
  template: (values) => withTarget(values, (target) => makeTemplate(target, values)),
  "test-databases": (values) => withTarget(values, (target) => makeTestDatabases(target, values)),
};

/**
 * Runs `kingpost-migrate` and resolves to its exit code (R-MCLI-7).
 *
 * @example
 * process.exitCode = await kingpostMigrate(["up", "--dir", "db/migrations"]);
 */
export async function kingpostMigrate(
  argv: ReadonlyArray<string> = process.argv.slice(2),
): Promise<number> {
  return runCommand(usage, async () => {
    const { values, positionals } = parseMigrateArguments(argv);
    const [name = "up", ...all] = positionals;
    const [argument, ...rest] = all;
    if (values.help) {
      console.log(usage);
      return 0;
    }
    if (rest.length > 0 && name !== "lint" && name !== "new-entity")
      throw new UsageError(`Too many arguments: ${rest.join(" ")}.`);
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new UsageError(`There is no command "${name}".`);
    return command(values, argument, all);
  });
}

async function writeNew({ dir, sql }: MigrateValues, name: string | undefined): Promise<number> {
  if (name === undefined)
    throw new UsageError("A new migration needs a name: kingpost-migrate new add-books");
  for (const path of await createMigration({ dir, name, sql })) console.log(`wrote ${path}`);
  return 0;
}
