// What the workspace is at present: as it was delivered, or set up, and how. The files themselves tell.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answers } from "./Answers.ts";
import type { Extra } from "./Extra.ts";
import { extras } from "./extras.ts";

export interface State extends Answers {
  readonly isFresh: boolean;
}

export function readState(root: string): State {
  const nameOf = (path: string): string =>
    (JSON.parse(readFileSync(join(root, path), "utf8")) as { name: string }).name;
  const workspace = nameOf("package.json");
  return {
    isFresh: workspace === "kingpost-workspace",
    name: workspace.replace(/-workspace$/, ""),
    scope: nameOf("tools/package.json").replace(/^@(.*)\/.*$/, "$1"),
    keep: (Object.keys(extras) as Array<Extra>).filter((extra) =>
      existsSync(join(root, extras[extra].path)),
    ),
  };
}
