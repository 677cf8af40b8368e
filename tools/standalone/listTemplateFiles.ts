// The files of the template as people get them: those that git knows, or, in a copy without git, those that are not ignored.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, matchesGlob } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Paths relative to `dir`, in order. */
export async function listTemplateFiles(dir: string): Promise<ReadonlyArray<string>> {
  const known = await listKnown(dir);
  const files = known.length > 0 ? known : await walk(dir, "", await readIgnored(dir));
  return files.toSorted((a, b) => a.localeCompare(b));
}

/** None when there is no git, no repository, or one that does not know the template. */
async function listKnown(dir: string): Promise<ReadonlyArray<string>> {
  try {
    const { stdout } = await execute("git", ["ls-files", "-z"], { cwd: dir });
    return stdout.split("\0").filter((file) => file !== "" && existsSync(join(dir, file)));
  } catch {
    return [];
  }
}

async function readIgnored(dir: string): Promise<ReadonlyArray<string>> {
  const lines = (await readFile(join(dir, ".gitignore"), "utf8")).split("\n");
  return lines.map((line) => line.trim().replace(/\/$/, "")).filter((line) => line !== "");
}

async function walk(
  dir: string,
  below: string,
  ignored: ReadonlyArray<string>,
): Promise<ReadonlyArray<string>> {
  const entries = await readdir(join(dir, below), { withFileTypes: true });
  const lists = entries
    .filter(({ name }) => !ignored.some((pattern) => matchesGlob(name, pattern)))
    .map(async (entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? walk(dir, path, ignored) : [path];
    });
  return (await Promise.all(lists)).flat();
}
