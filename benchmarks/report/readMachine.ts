// What a figure depends on besides the code: the machine, the versions, the commit.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, cpus, platform, release, totalmem } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Machine } from "./Report.ts";

/** The machine we run on. */
export function readMachine(): Machine {
  return {
    platform: `${platform()} ${release()} ${arch()}`,
    cpu: cpus()[0]?.model ?? "unknown processor",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
  };
}

/** Versions of Node and of what the contestants stand on, MikroORM's own copy of `pg` included. */
export function readVersions(): Readonly<Record<string, string>> {
  const here = createRequire(import.meta.url);
  const mikro = createRequire(here.resolve("@mikro-orm/postgresql/package.json"));
  const kingpost = JSON.parse(
    readFileSync(new URL("../../orm/package.json", import.meta.url), "utf8"),
  ) as { readonly version: string };
  return {
    node: process.versions.node,
    kingpost: kingpost.version,
    pg: version(here, "pg"),
    "mikro-orm": version(mikro, "@mikro-orm/core"),
    "pg of mikro-orm": version(mikro, "pg"),
    "postgres.js": pinned("package.json", ["postgres"])["postgres"]!,
    ...pinned("package.json", [
      "kysely",
      "drizzle-orm",
      "typeorm",
      "objection",
      "knex",
      "sequelize",
    ]),
    ...pinned("contestants/prisma/package.json", ["prisma"]),
  };
}

/** As our own manifests pin them: some packages do not show theirs, and Prisma may not be installed. */
function pinned(manifest: string, names: ReadonlyArray<string>): Readonly<Record<string, string>> {
  const file = new URL(`../${manifest}`, import.meta.url);
  const { dependencies } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return Object.fromEntries(names.map((name) => [name, dependencies[name]!]));
}

function version(from: NodeJS.Require, name: string): string {
  return (from(`${name}/package.json`) as { readonly version: string }).version;
}

/** The commit that is checked out, with a `+` when files differ from it; nothing where there is no `.git` or no git. */
export async function readCommit(root: string): Promise<string | undefined> {
  if (!existsSync(join(root, ".git"))) return undefined;
  const run = promisify(execFile);
  try {
    const { stdout: commit } = await run("git", ["rev-parse", "HEAD"], { cwd: root });
    const { stdout: changes } = await run("git", ["status", "--porcelain"], { cwd: root });
    return commit.trim() + (changes.trim() === "" ? "" : "+");
  } catch {
    return undefined;
  }
}
