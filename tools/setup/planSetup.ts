// From the answers to the new texts of the workspace's files. Pure but for the reading, which it is given.
import type { Answers } from "./Answers.ts";
import type { Edit } from "./Cut.ts";
import { cuts } from "./cuts.ts";
import { dropImporters } from "./dropImporters.ts";
import type { Extra } from "./Extra.ts";
import { extras } from "./extras.ts";
import { renamed } from "./renamed.ts";
import { SetupError } from "./SetupError.ts";
import type { SetupPlan } from "./SetupPlan.ts";

/** The text of a file, or nothing when there is no such file. */
type Read = (path: string) => string | undefined;

/** Plans the cuts, then the names in all of `files` that stay. */
export function planSetup(
  { name, scope, keep }: Answers,
  files: ReadonlyArray<string>,
  read: Read,
): SetupPlan {
  const writes = new Map<string, string>();
  const made = cuts.filter(({ without }) => without.every((extra) => !keep.includes(extra)));
  const removes = made.flatMap(({ paths }) => paths);
  const goes = (path: string): boolean =>
    removes.some((gone) => path === gone || path.startsWith(`${gone}/`));
  const change = (path: string, edit: (text: string) => string): void => {
    const before = writes.get(path) ?? read(path);
    if (before === undefined)
      throw new SetupError("SETUP_FILE_CHANGED", `${path} is not there. ${startOver}`);
    const after = edit(before);
    if (after !== before) writes.set(path, after);
  };
  for (const { edits } of made)
    for (const [path, list] of Object.entries(edits))
      if (!goes(path))
        change(path, (text) => list.reduce((at, edit) => edited(path, at, edit), text));
  const dropped = (Object.keys(extras) as Array<Extra>).filter((extra) => !keep.includes(extra));
  change("pnpm-lock.yaml", (text) => dropImporters(text, dropped));
  for (const path of files)
    if (!goes(path)) change(path, (text) => renamed(path, text, { name, scope }));
  return { writes, removes };
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
