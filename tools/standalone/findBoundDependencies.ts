// A package that is copied out of the workspace may only ask for what a registry has: no `workspace:`, no `catalog:`, no path.
import type { Manifest } from "./Manifest.ts";

/** A version, or the versions that are compatible with it. */
const plain = /^[~^]?\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** The dependencies that are not plain versions, as `name@range`. */
export function findBoundDependencies(manifest: Manifest): ReadonlyArray<string> {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest;
  return [dependencies, devDependencies, optionalDependencies, peerDependencies]
    .flatMap((group) => Object.entries(group ?? {}))
    .filter(([, range]) => !plain.test(range))
    .map(([name, range]) => `${name}@${range}`);
}
