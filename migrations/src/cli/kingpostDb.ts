// `kingpost-db start|stop|status|url|reset|console`: the database of development at the command line.
import { parseArgs } from "node:util";
import { describeServer } from "../server/describeServer.ts";
import { openDatabase } from "../server/openDatabase.ts";
import { readSettings } from "../server/readSettings.ts";
import { resetDatabase } from "../server/resetDatabase.ts";
import { stopProjectServer } from "../server/stopProjectServer.ts";
import { runCommand } from "./runCommand.ts";
import { runConsole } from "./runConsole.ts";
import { UsageError } from "./UsageError.ts";

const usage = `Usage: kingpost-db <command> [--project DIR]

  start            start the embedded server and let it run
  stop             stop it
  status [--json]  whether it runs, where, and who uses it
  url              the address of the database
  reset [--force]  drop the database and make an empty one (--force: also when DATABASE_URL names it)
  console          type SQL, or pipe it in

DATABASE_URL (also from .env) always wins over the embedded server.`;

const options = {
  project: { type: "string", default: "." },
  json: { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** What a command works on. */
interface Target {
  readonly projectDir: string;
  /** DATABASE_URL, when it is set. */
  readonly external: string | undefined;
  readonly json: boolean;
  readonly force: boolean;
}

const commands: Readonly<Record<string, (target: Target) => Promise<number>>> = {
  start,
  stop,
  status: showStatus,
  url: showUrl,
  reset,
  console: openConsole,
};

/**
 * Runs `kingpost-db` and resolves to its exit code.
 *
 * @example
 * process.exitCode = await kingpostDb(["start"]);
 */
export async function kingpostDb(argv: ReadonlyArray<string>): Promise<number> {
  return runCommand(usage, async () => {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [name, ...rest] = positionals;
    const command =
      name === undefined || !Object.hasOwn(commands, name) ? undefined : commands[name];
    if (values.help || name === undefined) {
      console.log(usage);
      return values.help ? 0 : 2;
    }
    if (command === undefined || rest.length > 0)
      throw new UsageError(
        command === undefined
          ? `There is no command "${name}".`
          : `Too many arguments: ${rest.join(" ")}.`,
      );
    const url = readSettings(values.project)["DATABASE_URL"];
    return command({
      projectDir: values.project,
      external: url === "" ? undefined : url,
      json: values.json,
      force: values.force,
    });
  });
}

async function start({ projectDir, external }: Target): Promise<number> {
  const { url, startedHere } = await openDatabase({ projectDir, keep: true });
  if (external !== undefined) console.log("DATABASE_URL is set, so there is nothing to start.");
  else
    console.log(
      startedHere ? "The embedded server is started." : "The embedded server runs already.",
    );
  console.log(url);
  return 0;
}

async function stop({ projectDir }: Target): Promise<number> {
  const stopped = await stopProjectServer(projectDir);
  console.log(stopped ? "The embedded server is stopped." : "The embedded server was not running.");
  return 0;
}

async function showStatus({ projectDir, external, json }: Target): Promise<number> {
  const server = describeServer(projectDir);
  if (json) {
    console.log(JSON.stringify({ ...server, databaseUrlIsSet: external !== undefined }, null, 2));
    return Promise.resolve(0);
  }
  if (external !== undefined) console.log("DATABASE_URL is set and wins over the embedded server.");
  console.log(
    server.running
      ? `The embedded Postgres ${server.version} runs (process ${server.pid}), ${server.keep ? "until db:stop" : "for the commands that use it"}.`
      : `The embedded Postgres ${server.version} does not run.`,
  );
  if (server.url !== undefined) console.log(`address  ${server.url}`);
  console.log(`data     ${server.data}${server.initialised ? "" : " (made at the first start)"}`);
  if (server.users.length > 0)
    console.log(`used by  ${server.users.map((pid) => `process ${pid}`).join(", ")}`);
  return Promise.resolve(0);
}

async function showUrl({ projectDir, external }: Target): Promise<number> {
  const url = external ?? describeServer(projectDir).url;
  if (url === undefined) {
    console.error(
      "The embedded server does not run, so it has no address: start it with db:start.",
    );
    return Promise.resolve(1);
  }
  console.log(url);
  return Promise.resolve(0);
}

async function reset({ projectDir, force }: Target): Promise<number> {
  const database = await openDatabase({ projectDir });
  try {
    const name = await resetDatabase(database, force);
    console.log(`Database ${name} is empty. Fill it with migrate and seed.`);
    return 0;
  } finally {
    await database.stop();
  }
}

async function openConsole({ projectDir }: Target): Promise<number> {
  const database = await openDatabase({ projectDir });
  try {
    return await runConsole(database.url, process.stdin, process.stdout);
  } finally {
    await database.stop();
  }
}
