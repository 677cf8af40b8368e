// From the answers to the new texts of the workspace's files. Pure but for the reading, which it is given.
import type { Answers } from "./Answers.ts";
import { appCuts } from "./appCuts.ts";
import type { Edit } from "./Cut.ts";
import { cuts } from "./cuts.ts";
import { dropFromLockfile, dropFromManifest } from "./dropDependencies.ts";
import { dropImporters } from "./dropImporters.ts";
import { dropTables } from "./dropTables.ts";
import type { Extra } from "./Extra.ts";
import { extras } from "./extras.ts";
import { renamed } from "./renamed.ts";
import { SetupError } from "./SetupError.ts";
import type { SetupPlan } from "./SetupPlan.ts";

/** The text of a file, or nothing when there is no such file. */
type Read = (path: string) => string | undefined;

const manifest = "app-template/package.json";
const snapshot = "app-template/kingpost.schema.json";
const starter = "tools/setup/starter/";

/** Plans the cuts, then the names in all of `files` that stay. */
export function planSetup(
  { name, scope, keep }: Answers,
  files: ReadonlyArray<string>,
  read: Read,
): SetupPlan {
  const writes = new Map<string, string>();
  const made = [...cuts, ...appCuts].filter(({ without }) =>
    without.every((extra) => !keep.includes(extra)),
  );
  const removes = [...new Set(made.flatMap(({ paths }) => paths))];
  const goes = (path: string): boolean =>
    removes.some((gone) => path === gone || path.startsWith(`${gone}/`));
  const textOf = (path: string): string => {
    const text = writes.get(path) ?? read(path);
    if (text !== undefined) return text;
    throw new SetupError("SETUP_FILE_CHANGED", `${path} is not there. ${startOver}`);
  };
  const change = (path: string, edit: (text: string) => string): void => {
    const before = textOf(path);
    const after = edit(before);
    if (after !== before) writes.set(path, after);
  };
  for (const { edits, dependencies = [], tables = [] } of made) {
    if (tables.length > 0) change(snapshot, (text) => dropTables(text, tables));
    for (const [path, list] of Object.entries(edits))
      if (!goes(path))
        change(path, (text) => list.reduce((at, edit) => edited(path, at, edit), text));
    if (dependencies.length === 0) continue;
    change(manifest, (text) => dropFromManifest(text, dependencies));
    change("pnpm-lock.yaml", (text) => dropFromLockfile(text, "app-template", dependencies));
  }
  const dropped = (Object.keys(extras) as Array<Extra>).filter((extra) => !keep.includes(extra));
  change("pnpm-lock.yaml", (text) => dropImporters(text, dropped));
  for (const path of files)
    if (!goes(path)) change(path, (text) => renamed(path, text, { name, scope }));
  const adds = made.some((cut) => cut.starter === true) ? files.filter(isOfStarter) : [];
  return {
    writes,
    removes,
    adds: new Map(adds.map((path) => [targetOf(path), textOf(path)])),
    regenerate: made.some((cut) => cut.regenerate === true),
  };
}

/** Their names end so that no tool takes them for a part of this workspace. */
function isOfStarter(path: string): boolean {
  return path.startsWith(starter);
}

function targetOf(path: string): string {
  return path.slice(starter.length).replace(/\.txt$/, "");
}

function edited(path: string, text: string, [find, put = ""]: Edit): string {
  const parts = typeof find === "string" ? text.split(find).length : text.search(find) < 0 ? 1 : 2;
  if (parts === 2) return text.replace(find, () => put);
  throw new SetupError(
    "SETUP_FILE_CHANGED",
    `${path} is not as it was delivered: ${String(find).trim()} is there ${parts - 1} times instead of once. ${startOver}`,
  );
}

const startOver = "Set up a new copy, before anything else is done to it.";
