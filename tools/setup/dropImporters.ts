// The lockfile without packages of the workspace. What only they needed stays listed and is not installed; pnpm leaves it out when
// it next writes the file. Pure.

/**
 * Leaves out what the lockfile says of these folders.
 *
 * @example
 * ```ts
 * dropImporters("importers:\n\n  a: {}\n\n  b:\n    x: 1\n\npackages:\n", ["a"]); // "importers:\n\n  b:\n    x: 1\n\npackages:\n"
 * ```
 */
export function dropImporters(lockfile: string, folders: ReadonlyArray<string>): string {
  return folders.reduce(
    (text, folder) =>
      text.replace(new RegExp(`^  ${folder}:(?: \\{\\}\\n|\\n(?: {4}.*\\n)+)\\n`, "m"), ""),
    lockfile,
  );
}
