// What pnpm is told in the template's copy, besides the template's own manifest: where our packages are as long as no registry
// has them. Overrides hold for what they ask of each other, too.

/** The text of a `pnpm-workspace.yaml`; JSON is YAML. `tarballs` are paths by name of package. */
export function settingsFor(tarballs: Readonly<Record<string, string>>): string {
  const overrides = Object.fromEntries(
    Object.entries(tarballs).map(([name, path]) => [name, `file:${path}`]),
  );
  // Nobody has approved install scripts: the embedded server must work without its own.
  return `${JSON.stringify({ overrides, strictDepBuilds: false }, null, 2)}\n`;
}
