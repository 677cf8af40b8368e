// What the workspace does with its application: migrate, generate, seed, serve. Each is a program of its own, run in its folder.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { root, type Children } from "./Children.ts";
import { withDatabase, type CommandDatabase } from "./withDatabase.ts";

/** The application's folder. */
export const appDir: string = resolve(root, "app-template");

/** `migrate …`: without a database for `new`, which only writes a file. */
export async function migrate(args: ReadonlyArray<string>, children: Children): Promise<number> {
  if (args[0] === "new" || args.includes("--help") || args.includes("-h"))
    return runMigrate(args, children);
  return withDatabase(children, ({ env }) => runMigrate(args, children, env));
}

/** `codegen …`: a database in which nothing was ever migrated is brought up to date first, so that it works from a fresh clone. */
export async function codegen(args: ReadonlyArray<string>, children: Children): Promise<number> {
  return withDatabase(children, async ({ env }) => {
    const migrated = await runMigrate(["up", "--if-new"], children, env);
    return migrated === 0 ? runCodegen(args, children, env) : migrated;
  });
}

/** `new:entity …`: its migration before a database is asked for anything. Where `dev` runs, the rest follows by itself. */
export async function newEntity(args: ReadonlyArray<string>, children: Children): Promise<number> {
  const written = await runMigrate(["new-entity", ...args], children);
  if (written !== 0 || args.includes("--help") || args.includes("-h")) return written;
  if (isDevRunning()) {
    console.log("dev runs, and does the rest.");
    return 0;
  }
  return withDatabase(children, async ({ env }) => {
    const migrated = await runMigrate(["up"], children, env);
    return migrated === 0 ? runCodegen(["--list"], children, env) : migrated;
  });
}

function isDevRunning(): boolean {
  try {
    return process.kill(
      Number(readFileSync(resolve(appDir, "node_modules/.kingpost/dev.pid"), "utf8")),
      0,
    );
  } catch {
    return false;
  }
}

/** `console`: likewise. */
export async function openConsole(
  args: ReadonlyArray<string>,
  children: Children,
): Promise<number> {
  return withDatabase(children, async ({ env }) => {
    const migrated = await runMigrate(["up", "--if-new"], children, env);
    return migrated === 0
      ? children.node("app-template/src/console.ts", args, { cwd: appDir, env })
      : migrated;
  });
}

/** `seed …`. */
export async function seed(args: ReadonlyArray<string>, children: Children): Promise<number> {
  return withDatabase(children, async ({ env }) => {
    const migrated = await runMigrate(["up"], children, env);
    return migrated === 0 ? runSeed(args, children, env) : migrated;
  });
}

/** `start`: set up, migrate, seed when empty, serve. */
export async function start(args: ReadonlyArray<string>, children: Children): Promise<number> {
  return withDatabase(children, async (database) => {
    const prepared = await prepare(children, database);
    if (prepared !== 0) return prepared;
    return children.node("app-template/src/main.ts", args, {
      cwd: appDir,
      env: database.env,
      session: "alone",
    });
  });
}

/** Migrates, and seeds when the database is empty. */
export async function prepare(children: Children, { env }: CommandDatabase): Promise<number> {
  const migrated = await runMigrate(["up"], children, env);
  return migrated === 0 ? runSeed(["--if-empty"], children, env) : migrated;
}

/** `kingpost-migrate` in the application's folder. */
export async function runMigrate(
  args: ReadonlyArray<string>,
  children: Children,
  env: NodeJS.ProcessEnv = {},
  output: "inherit" | ((line: string) => void) = "inherit",
): Promise<number> {
  return children.node("migrations/src/cli/kingpost-migrate.ts", args, {
    cwd: appDir,
    env,
    output,
  });
}

/** `kingpost-codegen` in the application's folder. */
export async function runCodegen(
  args: ReadonlyArray<string>,
  children: Children,
  env: NodeJS.ProcessEnv,
  output: "inherit" | ((line: string) => void) = "inherit",
): Promise<number> {
  return children.node("codegen/src/cli/kingpost-codegen.ts", args, { cwd: appDir, env, output });
}

async function runSeed(
  args: ReadonlyArray<string>,
  children: Children,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  return children.node("app-template/src/seed.ts", args, { cwd: appDir, env });
}
