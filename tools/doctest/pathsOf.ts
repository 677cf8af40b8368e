// The files and folders that a page sends its reader to. Pure.

/**
 * Lists the targets of a page's links to files, and the paths it names in code when they begin with one of `folders`.
 *
 * @example
 * ```ts
 * pathsOf("See [spec](docs/spec/README.md) and `orm/src/em`.", ["orm"]); // ["docs/spec/README.md", "orm/src/em"]
 * ```
 */
export function pathsOf(page: string, folders: ReadonlyArray<string>): Array<string> {
  const text = page.replaceAll(/^```[\s\S]*?^```$/gm, "");
  const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target);
  const code = [...text.matchAll(/`((?:\.?[\w-]+\/)+[\w.-]*)`/g)].map(([, path = ""]) => path);
  return [
    ...links.filter((target) => !/^[a-z]+:/.test(target)),
    ...code.filter((path) => folders.includes(path.split("/")[0] ?? "")),
  ];
}
