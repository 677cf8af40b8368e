// The names of the project in a text: the workspace's, the application's, and the scope of the packages that are not published.
// Those of the libraries stay, since that is what the application asks a registry for. Pure.

/** The packages that are ours alone; they are never published. */
const own = /@kingpost\/(?=(?:benchmarks|compare|docs|tools)\b)/g;

/** The text of the file `path` under the new names. */
export function renamed(
  path: string,
  text: string,
  { name, scope }: { readonly name: string; readonly scope: string },
): string {
  const scoped = text.replace(own, `@${scope}/`);
  if (path === "package.json")
    return scoped.replace(`"name": "kingpost-workspace"`, `"name": "${name}-workspace"`);
  return path.startsWith("app-template/") ? scoped.replaceAll(/\bkingpost-app\b/g, name) : scoped;
}
