// Installs packed packages in an empty folder, as a user would, and imports every door of theirs.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.ts";

/** Throws `BuildError` (`BUILD`) when a package cannot be installed or a door cannot be imported. */
export async function importEverything(
  tarballs: ReadonlyArray<string>,
  peers: ReadonlyArray<string>,
  doors: ReadonlyArray<string>,
): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "kingpost-packed-"));
  try {
    await mkdir(join(dir, "src"));
    await writeFile(join(dir, "package.json"), '{ "private": true, "type": "module" }');
    const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
    // Some doors need a peer that is optional for whoever does not use them.
    await run("npm", ["install", ...quiet, ...tarballs, ...peers], dir);
    const program = doors.map((door) => `await import(${argumentsFor(door)});\n`).join("");
    await writeFile(join(dir, "doors.js"), program);
    await run(process.execPath, ["doors.js"], dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** A door may be plain data. */
function argumentsFor(door: string): string {
  const name = JSON.stringify(door);
  return door.endsWith(".json") ? `${name}, { with: { type: "json" } }` : name;
}
