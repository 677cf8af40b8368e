// What a run that was killed left behind.
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Journal, type JournalEntry, stagingFolder } from "./Journal.ts";
import { ownerText } from "./ownerText.ts";
import { readIfThere } from "./readIfThere.ts";
import { textHash } from "./textHash.ts";

/**
 * Finishes a run that was killed after it had decided what to write, and forgets one that had not. Files that were touched since
 * stay as they are. A run that still goes on is left alone.
 *
 * @returns whether there was something to finish
 */
export async function finishInterrupted(directory: string): Promise<boolean> {
  const staging = join(directory, stagingFolder);
  if (!existsSync(staging) || (await isOwned(staging))) return false;
  const text = await readIfThere(join(staging, "journal.json"));
  const { entries } = JSON.parse(text ?? '{"entries":[]}') as Journal;
  for (const entry of entries) await finish(directory, entry);
  await rm(staging, { recursive: true, force: true });
  return entries.length > 0;
}

async function finish(directory: string, { path, staged, before }: JournalEntry): Promise<void> {
  const target = join(directory, path);
  const current = await readIfThere(target);
  const isUntouched = current === undefined ? before === undefined : textHash(current) === before;
  if (!isUntouched) return;
  if (staged === undefined) return rm(target);
  const file = join(directory, stagingFolder, staged);
  // Of what is moved already there is nothing left to move.
  if (!existsSync(file)) return;
  await mkdir(dirname(target), { recursive: true });
  await rename(file, target);
}

/** Whether the run that made the folder goes on. */
async function isOwned(staging: string): Promise<boolean> {
  const owner = await readFile(join(staging, "owner"), "utf8").catch(() => "");
  const pid = Number.parseInt(owner, 10);
  // In containers a process often has the number that the killed one had.
  if (pid === process.pid) return owner === ownerText();
  if (pid > 0) return isAlive(pid);
  // Between making the folder and saying whose it is there is hardly time to be killed.
  const { mtimeMs } = await stat(staging).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < 1000;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { readonly code?: string }).code === "EPERM";
  }
}
