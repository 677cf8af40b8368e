// The links among the libraries that the package's install script would have made: package managers block such scripts, and
// without the links initdb dies on libicuuc.so.60.
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { errnoOf } from "../errors/errnoOf.ts";
import { explainDisk } from "../errors/explainDisk.ts";

/** Makes the missing links of a platform's package. They are listed in a file beside the binaries, as `{ source, target }` below the package's folder. */
export function healLinks(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: ReadonlyArray<{
    source: string;
    target: string;
  }> = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      // Two commands may heal at once; the one that comes second finds the link made.
      if (errnoOf(error) !== "EEXIST") throw explainDisk(error, link);
    }
  }
}
