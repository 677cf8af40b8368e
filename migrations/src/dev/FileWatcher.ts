// Tells which files were changed, as whole batches. The system only says that something happened; what it was is found by looking,
// because events get lost where folders are new, and come without a change where a file was merely touched. Folders are watched one
// by one: Node's recursive watch on Linux follows files, and loses one in whose place another was put, as editors and generators do.
import { createHash } from "node:crypto";
import { type FSWatcher, watch } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Editors write a file in several steps, and generators many files. */
const settleMs = 100;
/** Where the system tells nothing. */
const pollMs = 1_000;

const ignored = new Set(["node_modules", "dist", "coverage"]);

interface Seen {
  readonly stamp: string;
  readonly hash: string;
}

export class FileWatcher {
  readonly #roots: ReadonlyArray<string>;
  readonly #changed: (paths: ReadonlyArray<string>) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #seen: ReadonlyMap<string, Seen> = new Map();
  #timer: NodeJS.Timeout | undefined;
  #poll: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** `roots`: folders and files, which may come later. */
  constructor(roots: ReadonlyArray<string>, changed: (paths: ReadonlyArray<string>) => void) {
    this.#roots = roots;
    this.#changed = changed;
  }

  /** Resolves when no change from here on is missed. */
  async start(): Promise<void> {
    this.#seen = await this.#scan();
    // What was written while the watches were set up.
    this.#seen = await this.#scan();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    clearInterval(this.#poll);
    for (const watcher of this.#watchers.values()) watcher.close();
  }

  /** Watches a folder, once. */
  #follow(folder: string): void {
    if (this.#watchers.has(folder) || this.#isStopped) return;
    try {
      const watcher = watch(folder, () => this.#soon());
      watcher.on("error", () => this.#unfollow(folder));
      this.#watchers.set(folder, watcher);
    } catch {
      // The system has no watches left.
      this.#pollInstead();
    }
  }

  #unfollow(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
    this.#soon();
  }

  #pollInstead(): void {
    this.#poll ??= setInterval(() => this.#soon(), pollMs);
  }

  #soon(again = settleMs): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#looking.then(() => this.#look());
    }, again);
  }

  async #look(): Promise<void> {
    const before = this.#seen;
    const after = await this.#scan();
    if (this.#isStopped) return;
    this.#seen = after;
    const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
      (path) => before.get(path)?.hash !== after.get(path)?.hash,
    );
    if (paths.length === 0) return;
    this.#changed(paths.toSorted());
    // Files in folders that are as new as they are may have been written before anybody watched.
    this.#soon(4 * settleMs);
  }

  async #scan(): Promise<ReadonlyMap<string, Seen>> {
    const seen = new Map<string, Seen>();
    const folders = new Set<string>();
    await Promise.all(this.#roots.map((root) => this.#scanInto(seen, folders, root)));
    for (const root of this.#roots) if (!folders.has(root)) folders.add(dirname(root));
    for (const folder of folders) this.#follow(folder);
    for (const folder of this.#watchers.keys()) if (!folders.has(folder)) this.#unfollow(folder);
    return seen;
  }

  async #scanInto(seen: Map<string, Seen>, folders: Set<string>, path: string): Promise<void> {
    try {
      const found = await stat(path, { bigint: true });
      if (found.isFile()) {
        const stamp = `${found.mtimeNs} ${found.size} ${found.ino}`;
        const known = this.#seen.get(path);
        const hash = known?.stamp === stamp ? known.hash : hashOf(await readFile(path));
        seen.set(path, { stamp, hash });
      } else if (found.isDirectory()) {
        folders.add(path);
        const names = await readdir(path);
        const followed = names.filter((name) => !ignored.has(name) && !name.startsWith("."));
        await Promise.all(followed.map((name) => this.#scanInto(seen, folders, join(path, name))));
      }
    } catch {
      // It is gone by now.
    }
  }
}

function hashOf(bytes: Buffer): string {
  return createHash("sha1").update(bytes).digest("base64");
}
