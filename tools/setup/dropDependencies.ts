// The application without packages that it asks for no more, in its manifest and in the lockfile. Pure.
import { escaped } from "./escaped.ts";

/** The manifest without them. */
export function dropFromManifest(manifest: string, names: ReadonlyArray<string>): string {
  const parsed = JSON.parse(manifest) as Record<string, unknown>;
  for (const key of ["dependencies", "devDependencies"]) {
    const asked = Object.entries(parsed[key] ?? {}).filter(([name]) => !names.includes(name));
    parsed[key] = Object.fromEntries(asked);
  }
  return `${JSON.stringify(parsed, undefined, 2)}\n`;
}

/**
 * The lockfile in which the folder's package does not ask for them.
 *
 * @example
 * ```ts
 * dropFromLockfile("  app:\n    dependencies:\n      a:\n        specifier: 1\n        version: 1\n\n", "app", ["a"]);
 * ```
 */
export function dropFromLockfile(
  lockfile: string,
  folder: string,
  names: ReadonlyArray<string>,
): string {
  const importer = new RegExp(`^  ${folder}:\\n(?: {4}.*\\n)+`, "m");
  return lockfile.replace(importer, (text) =>
    names.reduce(
      (at, name) => at.replace(new RegExp(`^ {6}'?${escaped(name)}'?:\\n(?: {8}.*\\n)+`, "m"), ""),
      text,
    ),
  );
}
