// `kingpost-migrate up|down|redo|status|new`: reads the command line, opens the database, prints what was done.
import { parseArgs } from "node:util";
import { migrateDown } from "../apply/migrateDown.ts";
import { migrateRedo } from "../apply/migrateRedo.ts";
import { migrateUp, type MigrateResult } from "../apply/migrateUp.ts";
import { readMigrationStatus } from "../apply/readMigrationStatus.ts";
import type { MigrateOptions } from "../apply/withMigrations.ts";
import { openDatabase } from "../server/openDatabase.ts";
import { createMigration } from "./createMigration.ts";
import { formatStatus } from "./formatStatus.ts";
import { runCommand } from "./runCommand.ts";
import { UsageError } from "./UsageError.ts";

const usage = `Usage: kingpost-migrate <command>

  up [n] [--to NAME] [--fake]   run the pending migrations (the first n, up to NAME; --fake: only record them)
  down [n] [--to NAME]          take the last one back (the last n, all from NAME on)
  redo [n]                      take the last one back and run it again
  status [--json] [--strict]    where every migration stands; --strict: exit 1 unless all are applied and unchanged
  new NAME [--sql]              a file for a new migration

  --dir DIR            the migrations folder (migrations)
  --database-url URL   the database (DATABASE_URL, .env, or the embedded server)
  --schema NAME        the schema of the record of migrations (public)
  --lock-timeout S     how many seconds to wait for another run (60)
  --decamelize         turn camelCase names into snake_case (or DECAMELIZE=true)

Exit codes: 0 ok, 1 failed, 2 usage or configuration, 3 no connection, 4 locked`;

const options = {
  to: { type: "string" },
  fake: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  strict: { type: "boolean", default: false },
  sql: { type: "boolean", default: false },
  dir: { type: "string", default: "migrations" },
  "database-url": { type: "string" },
  schema: { type: "string" },
  "lock-timeout": { type: "string" },
  decamelize: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

type Values = ReturnType<typeof parse>["values"];

function parse(argv: ReadonlyArray<string>) {
  return parseArgs({ args: [...argv], options, allowPositionals: true });
}

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
    const { values, positionals } = parse(argv);
    const [command = "up", argument, ...rest] = positionals;
    if (values.help) {
      console.log(usage);
      return 0;
    }
    if (rest.length > 0) throw new UsageError(`Too many arguments: ${rest.join(" ")}.`);
    if (command === "new") return writeNew(argument, values);
    if (!["up", "down", "redo", "status"].includes(command))
      throw new UsageError(`There is no command "${command}".`);
    return withDatabase(values, (target) =>
      command === "status"
        ? showStatus(target, values)
        : migrate(command, target, values, argument),
    );
  });
}

async function writeNew(name: string | undefined, { dir, sql }: Values): Promise<number> {
  if (name === undefined)
    throw new UsageError("A new migration needs a name: kingpost-migrate new add-books");
  for (const path of await createMigration({ dir, name, sql })) console.log(`wrote ${path}`);
  return 0;
}

async function withDatabase(
  values: Values,
  work: (target: MigrateOptions) => Promise<number>,
): Promise<number> {
  const wait = values["lock-timeout"];
  const target = {
    dir: values.dir,
    decamelize: values.decamelize || process.env["DECAMELIZE"] === "true",
    ...(values.schema === undefined ? {} : { schema: values.schema }),
    ...(wait === undefined ? {} : { waitMs: numberOf(wait, "--lock-timeout") * 1000 }),
  };
  const url = values["database-url"];
  if (url !== undefined) return work({ ...target, url });
  const database = await openDatabase({ projectDir: process.cwd() });
  try {
    return await work({ ...target, url: database.url });
  } finally {
    await database.stop();
  }
}

async function showStatus(target: MigrateOptions, { json, strict }: Values): Promise<number> {
  const statuses = await readMigrationStatus(target);
  console.log(json ? JSON.stringify(statuses, null, 2) : formatStatus(statuses));
  return strict && statuses.some(({ state }) => state !== "applied") ? 1 : 0;
}

async function migrate(
  command: string,
  target: MigrateOptions,
  { to, fake }: Values,
  argument: string | undefined,
): Promise<number> {
  const full = {
    ...target,
    ...(argument === undefined ? {} : { count: numberOf(argument, command) }),
    ...(to === undefined ? {} : { to }),
    onDone: (name: string, direction: string, ms: number) => {
      console.log(`${direction === "up" ? "applied" : "took back"} ${name} (${Math.round(ms)} ms)`);
    },
  };
  const { ran } = await run(command, full, fake);
  if (ran.length === 0)
    console.log(
      command === "up" ? "Nothing to apply: the database is up to date." : "Nothing to take back.",
    );
  return 0;
}

async function run(command: string, target: MigrateOptions, fake: boolean): Promise<MigrateResult> {
  if (command === "up") return migrateUp({ ...target, fake });
  return command === "down" ? migrateDown(target) : migrateRedo(target);
}

function numberOf(text: string, where: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new UsageError(`${where} wants a number, not "${text}".`);
}
