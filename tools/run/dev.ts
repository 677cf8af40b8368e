// `dev`: the application's own loop (`kingpost-dev`), which follows the libraries of the workspace as well.
import { join } from "node:path";
import { appDir } from "./app.ts";
import { root, type Children } from "./Children.ts";

const libraries = ["orm/src", "migrations/src", "codegen/src"];

/** Runs until it is interrupted. Arguments choose parts: `dev server migrate codegen` leaves types and tests alone. */
export async function dev(args: ReadonlyArray<string>, children: Children): Promise<number> {
  const options = [
    ["--project-dir", root],
    ["--test-dir", root],
    ...["run", "app"].map((name) => ["--test-project", name]),
    ...libraries.map((folder) => ["--library", join(root, folder)]),
    // What the application is checked against is the declarations that the first one writes.
    ["--types=-b .."],
    ["--types=--noEmit"],
  ];
  const code = await children.node(
    "migrations/src/cli/kingpost-dev.ts",
    [...options.flat(), ...args],
    {
      cwd: appDir,
      session: "alone",
    },
  );
  return children.interruptedCode === undefined ? code : 0;
}
