// A second working tree to break things in, so that the first one is never wrong, not even when the run is killed.
import { cp, mkdtemp, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** Copies the sources of `root`; installed packages are linked, and packages of the workspace lead to the copies. */
export async function copyWorkspace(root: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "rules-mutate-"));
  const modules = join(root, "node_modules");
  await cp(root, copy, {
    recursive: true,
    // The links in `orm/node_modules` are relative: copied as they are, they lead to the copied packages.
    verbatimSymlinks: true,
    filter: (source) =>
      source !== modules && !["dist", ".git", ".data", ".toolchain"].includes(basename(source)),
  });
  await symlink(modules, join(copy, "node_modules"));
  return copy;
}
