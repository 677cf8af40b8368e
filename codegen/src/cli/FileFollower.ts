// Tells of files whose contents change. Editors write a file in several steps, or put another one in its place, so that it is
// contents that are compared, and folders that are watched.
import { existsSync, watch } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { readIfThere } from "../write/readIfThere.ts";
import { textHash } from "../write/textHash.ts";

export class FileFollower {
  readonly #signal: AbortSignal;
  /** Takes the path as it was followed: below the folder, or the name of the file. */
  readonly #changed: (path: string) => void;
  /** By path: a hash of the contents that were last seen. */
  readonly #seen = new Map<string, string | undefined>();

  /** Folders that are watched. */
  readonly #folders = new Set<string>();

  constructor(signal: AbortSignal, changed: (path: string) => void) {
    this.#signal = signal;
    this.#changed = changed;
  }

  /** These contents are no change. */
  expect(file: string, text: string): void {
    this.#seen.set(file, textHash(text));
  }

  async followFile(file: string): Promise<void> {
    const folder = dirname(file);
    await this.#look(file);
    watch(folder, { signal: this.#signal }, (_event, name) => {
      if (name === basename(file)) void this.#compare(file, basename(file));
    });
  }

  async followFolder(folder: string, isFollowed: (path: string) => boolean): Promise<void> {
    const paths = (await readdir(folder, { recursive: true })).map(slashed).filter(isFollowed);
    await Promise.all(paths.map((path) => this.#look(join(folder, path))));
    await this.#watchFolder(folder, "", isFollowed);
  }

  /**
   * Folders one by one: Node's recursive watch on Linux follows files, and loses one in whose place another was put.
   *
   * @param below where this folder is, below the one that is followed
   */
  async #watchFolder(
    folder: string,
    below: string,
    isFollowed: (path: string) => boolean,
  ): Promise<void> {
    const watched = join(folder, below);
    if (this.#folders.has(watched)) return;
    const notice = async (name: string): Promise<void> => {
      const path = below === "" ? name : `${below}/${name}`;
      if (isFollowed(path)) await this.#compare(join(folder, path), path);
      else if (!name.includes(".")) await this.#watchFolder(folder, path, isFollowed);
    };
    const gone = new AbortController();
    try {
      const signal = AbortSignal.any([this.#signal, gone.signal]);
      watch(watched, { signal }, (_event, name) => {
        if (existsSync(watched)) return void notice(name ?? "");
        // One of the same name may come later.
        this.#folders.delete(watched);
        gone.abort();
      });
    } catch {
      // It is none any more.
      return;
    }
    this.#folders.add(watched);
    // Also what was written before anybody watched.
    await Promise.all((await readdir(watched).catch(() => [])).map(notice));
  }

  async #look(file: string): Promise<boolean> {
    const text = await readIfThere(file).catch(() => undefined);
    const hash = text === undefined ? undefined : textHash(text);
    const isSame = this.#seen.has(file) && this.#seen.get(file) === hash;
    this.#seen.set(file, hash);
    return isSame;
  }

  async #compare(file: string, path: string): Promise<void> {
    if (!(await this.#look(file)) && !this.#signal.aborted) this.#changed(path);
  }
}

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}
