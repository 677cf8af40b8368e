// Carries out what a run decided, wholly or not at all. Everything new is first written beside the project's files; once a journal
// says what goes where, the files are moved. A run that fails puts back what it had moved; one that is killed is finished, or
// forgotten, by the next.
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CodegenError } from "../errors/CodegenError.ts";
import type { Change } from "./Change.ts";
import { type Journal, stagingFolder } from "./Journal.ts";
import { openStaging } from "./openStaging.ts";
import { readIfThere } from "./readIfThere.ts";
import { textHash } from "./textHash.ts";

type Effective = Exclude<Change, { kind: "unchanged" }>;

/** @throws CodegenError (`WRITE`) */
export async function applyChanges(
  directory: string,
  changes: ReadonlyArray<Change>,
): Promise<void> {
  const effective = changes.filter((change) => change.kind !== "unchanged");
  if (effective.length === 0) return;
  const staging = join(directory, stagingFolder);
  await openStaging(directory);
  const done: Effective[] = [];
  let current: Effective = effective[0]!;
  try {
    const journal = await stage(staging, effective);
    for (const [at, change] of effective.entries()) {
      current = change;
      await move(directory, journal.entries[at]!.staged, change);
      done.push(change);
    }
  } catch (cause) {
    await undo(directory, done);
    const { code, message } = cause as { readonly code?: string; readonly message: string };
    const hint = code === "ENOSPC" ? " The disk is full." : "";
    throw new CodegenError(
      "WRITE",
      [`${current.path} cannot be written: ${message}.${hint} All files are as they were.`],
      { cause },
    );
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Writes what is new, and then that it shall replace what is old: from here on the run is finished even when it is killed. */
async function stage(staging: string, changes: ReadonlyArray<Effective>): Promise<Journal> {
  const entries = changes.map((change, at) => ({
    path: change.path,
    staged: change.kind === "deleted" ? undefined : String(at),
    before: change.kind === "created" ? undefined : textHash(change.before),
  }));
  await Promise.all(
    changes.map(async (change, at) => {
      if (change.kind !== "deleted") await writeFile(join(staging, String(at)), change.after);
    }),
  );
  const journal: Journal = { entries };
  const draft = join(staging, "draft");
  await writeFile(draft, JSON.stringify(journal));
  await rename(draft, join(staging, "journal.json"));
  return journal;
}

async function move(
  directory: string,
  staged: string | undefined,
  change: Effective,
): Promise<void> {
  const path = join(directory, change.path);
  const [before, after] = [beforeOf(change), change.kind === "deleted" ? undefined : change.after];
  const current = await readIfThere(path);
  if (current === after) return;
  // What somebody wrote since it was read is not ours to overwrite.
  if (current !== before) throw new Error("it was changed meanwhile; run codegen again");
  if (staged === undefined) return rm(path, { force: true });
  await mkdir(dirname(path), { recursive: true });
  await rename(join(directory, stagingFolder, staged), path);
}

function beforeOf(change: Effective): string | undefined {
  return change.kind === "created" ? undefined : change.before;
}

async function undo(directory: string, done: ReadonlyArray<Effective>): Promise<void> {
  for (const change of done.toReversed()) {
    const path = join(directory, change.path);
    if (change.kind === "created") await rm(path, { force: true });
    else await writeFile(path, change.before);
  }
}
