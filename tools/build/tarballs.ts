// What is published, and the files that packing makes of it.

/** The folders of the publishable packages, each after those it needs. */
export const packages: ReadonlyArray<string> = ["orm", "migrations", "codegen"];

/** As pnpm names it: `@kingpost/codegen` at 0.1.0 is `kingpost-codegen-0.1.0.tgz`. */
export function tarballOf({
  name,
  version,
}: {
  readonly name: string;
  readonly version: string;
}): string {
  return `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
}
