// `pnpm build`: publishable packages in dist/, compiled, packed, and checked as those who install them will see them.
import { mkdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { BuildError } from "./build/BuildError.ts";
import { importEverything } from "./build/importEverything.ts";
import { run } from "./build/run.ts";
import { packages, tarballOf } from "./build/tarballs.ts";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly publishConfig: { readonly exports: Readonly<Record<string, unknown>> };
}

const root = resolve(import.meta.dirname, "..");
const out = join(root, "dist");
const bin = join(import.meta.dirname, "node_modules/.bin");

try {
  await build();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function build(): Promise<void> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const name of packages) await rm(join(root, name, "dist"), { recursive: true, force: true });
  const configs = packages.map((name) => `${name}/tsconfig.release.json`);
  await run(join(root, "node_modules/.bin/tsc"), ["-b", "--force", ...configs], root);
  const manifests = await Promise.all(packages.map(readManifest));
  const tarballs: Array<string> = [];
  for (const [at, manifest] of manifests.entries()) {
    const dir = join(root, packages[at] ?? "");
    await run("pnpm", ["pack", "--pack-destination", out], dir);
    const tarball = join(out, tarballOf(manifest));
    await run(join(bin, "publint"), [tarball, "--strict"], dir);
    await run(join(bin, "attw"), [tarball, "--profile", "esm-only"], dir);
    tarballs.push(tarball);
    console.log(`packed and checked dist/${tarballOf(manifest)}`);
  }
  const doors = manifests.flatMap(doorsOf);
  const peers = manifests.flatMap(({ peerDependencies = {} }) =>
    Object.entries(peerDependencies).map(([name, range]) => `${name}@${range}`),
  );
  await importEverything(tarballs, peers, doors);
  console.log(`installed in an empty folder, imported ${doors.join(", ")}`);
}

async function readManifest(name: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(root, name, "package.json"), "utf8")) as Manifest;
}

/** The specifiers of a package. `kingpost/tests/vitest` registers a matcher, so it is imported by test runs alone. */
function doorsOf({ name, publishConfig }: Manifest): Array<string> {
  return Object.entries(publishConfig.exports)
    .filter(([path, target]) => target !== null && path !== "./tests/vitest")
    .map(([path]) => name + path.slice(1));
}
