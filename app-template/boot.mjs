// Runs the scripts of package.json: makes sure that there is a database, then starts the program that does the work.
// Usage: node boot.mjs start | dev | seed | console | migrate | codegen | new:entity | schema:erd | schema:docs | db:reset | test | test:browser [arguments]
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";

const projectDir = import.meta.dirname;
const [name = "start", ...args] = process.argv.slice(2);

const migrateUp = ["kingpost-migrate", "up"];
/** What reads the schema works from a fresh clone, and changes no database that is in use. */
const migrateNew = ["kingpost-migrate", "up", "--if-new"];
const seedIfEmpty = ["node", "src/seed.ts", "--if-empty"];
/** Each runs when the one before succeeded. */
const commands = {
  start: [migrateUp, seedIfEmpty, ["node", "src/main.ts", ...args]],
  dev: [["kingpost-dev", ...args]],
  seed: [migrateUp, ["node", "src/seed.ts", ...args]],
  console: [migrateNew, ["node", "src/console.ts", ...args]],
  migrate: [["kingpost-migrate", ...(args.length === 0 ? ["up"] : args)]],
  codegen: [migrateNew, ["kingpost-codegen", ...args]],
  "new:entity": [
    ["kingpost-migrate", "up"],
    ["kingpost-codegen", "--list"],
  ],
  "schema:erd": [migrateNew, ["kingpost-codegen", "erd", ...args]],
  "schema:docs": [migrateNew, ["kingpost-codegen", "docs", ...args]],
  "db:reset": [["kingpost-db", "reset", ...args]],
  test: [["vitest", "run", ...args]],
  "test:browser": [["node", "test/browser/run.ts", ...args]],
};
/** The tests bring a server of their own; the loop waits for one that is away; the reset opens it itself. */
const withoutDatabase = new Set(["test", "test:browser", "dev", "db:reset"]);

const major = Number(process.versions.node.split(".")[0]);
if (major < 24) stop(`NODE_VERSION: Node 24 or newer is needed, this is ${process.version}.`, 2);
if (!Object.hasOwn(commands, name))
  stop(
    `COMMAND_UNKNOWN: There is no "${name}". Choose from: ${Object.keys(commands).join(", ")}.`,
    2,
  );

// What .env sets, the environment may override. The loop reads it by itself, and again when it changes.
if (name !== "dev" && existsSync(join(projectDir, ".env")))
  process.loadEnvFile(join(projectDir, ".env"));
let child;
let interruptedBy;
let database;
// Ctrl-C reaches this process more than once, by the terminal and by npm; the program hears of it once.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    // At the console Ctrl-C drops a line that is half typed.
    if (name === "console" && signal === "SIGINT") return;
    if (interruptedBy === undefined) child?.kill(signal);
    interruptedBy ??= signal;
  });

if (name === "new:entity") await writeMigration();
// A migration that is only written needs none either.
const isWriting = name === "migrate" && args[0] === "new";
if (!withoutDatabase.has(name) && !isWriting) database = await openDatabase();
let code = 0;
try {
  for (const [program, ...rest] of commands[name]) {
    if (code !== 0) break;
    code = interruptedBy === undefined ? await run(program, rest) : exitCodeOf(interruptedBy);
  }
} finally {
  await database?.stop();
}
process.exit(code);

/** Before a database is asked for anything. Where `dev` runs, the rest follows by itself. */
async function writeMigration() {
  const written = await run("kingpost-migrate", ["new-entity", ...args]);
  const isHelp = args.includes("--help") || args.includes("-h");
  if (written !== 0 || isHelp) process.exit(written);
  if (!isDevRunning()) return;
  process.stdout.write("dev runs, and does the rest.\n");
  process.exit(0);
}

function isDevRunning() {
  try {
    const pid = readFileSync(join(projectDir, "node_modules", ".kingpost", "dev.pid"), "utf8");
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}

async function openDatabase() {
  const server = await import("@kingpost/migrations/server");
  try {
    return await server.openDatabase({ projectDir });
  } catch (error) {
    return stop(error.code === undefined ? error.stack : `${error.code}: ${error.message}`, 3);
  }
}

function run(program, programArgs) {
  const isTypedTo = name === "console";
  const isNode = program === "node";
  child = spawn(isNode ? process.execPath : program, programArgs, {
    cwd: projectDir,
    env: {
      ...process.env,
      ...(database === undefined ? {} : { DATABASE_URL: database.url }),
      PATH: join(projectDir, "node_modules", ".bin") + delimiter + process.env.PATH,
    },
    // A group of its own, so that only this process tells it to stop; whoever is typed to has to be in ours.
    detached: process.platform !== "win32" && !isTypedTo,
    shell: process.platform === "win32" && !isNode,
    // The channel tells the loop when we are gone, so that nothing of it stays behind.
    stdio: [
      isTypedTo ? "inherit" : "ignore",
      "inherit",
      "inherit",
      ...(name === "dev" ? ["ipc"] : []),
    ],
  });
  child.channel?.unref();
  return new Promise((resolve) => {
    child.on("error", (error) =>
      stop(`PROGRAM_MISSING: ${program} cannot be run: ${error.message}`, 1),
    );
    child.on("close", (exitCode, signal) => resolve(exitCode ?? exitCodeOf(signal)));
  });
}

/** As a shell tells that a signal ended a program. */
function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

function stop(message, exitCode) {
  process.stderr.write(`${message}\n`);
  process.exit(exitCode);
}
