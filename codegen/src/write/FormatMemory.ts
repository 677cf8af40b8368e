// What was formatted before, so that a run formats only what it has not: by far the most of its time is spent there. Nothing but
// hashes is kept, in the cache of the project's `node_modules`; without it everything is formatted, with the same result.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { FilePlan } from "../plan/FilePlan.ts";

export class FormatMemory {
  readonly #path: string | undefined;
  readonly #recipe: string;
  /** The hash of a formatted text, by the hash of what was formatted. */
  readonly #known: Readonly<Record<string, string>>;
  readonly #seen: Record<string, string> = {};

  private constructor(
    path: string | undefined,
    recipe: string,
    known: Readonly<Record<string, string>>,
  ) {
    this.#path = path;
    this.#recipe = recipe;
    this.#known = known;
  }

  /**
   * @param directory the folder of the configuration
   * @param recipe how texts are formatted: another version may do it otherwise
   */
  static async load(directory: string, recipe: string): Promise<FormatMemory> {
    const modules = modulesOf(directory);
    if (modules === undefined) return new FormatMemory(undefined, recipe, {});
    // Projects of one workspace may share the folder.
    const project = createHash("sha256").update(relative(modules, directory)).digest("hex");
    const path = join(modules, ".cache", "kingpost-codegen", `${project.slice(0, 16)}.json`);
    try {
      const known = JSON.parse(await readFile(path, "utf8")) as Readonly<Record<string, string>>;
      return new FormatMemory(path, recipe, known);
    } catch {
      return new FormatMemory(path, recipe, {});
    }
  }

  /** Whether a text that is there is what formatting gave before. */
  isFormatted({ path, contents }: FilePlan, existing: string): boolean {
    const key = this.#hash(path, contents);
    const result = this.#known[key];
    if (result === undefined || result !== this.#hash(path, existing)) return false;
    this.#seen[key] = result;
    return true;
  }

  keep({ path, contents }: FilePlan, formatted: string): void {
    this.#seen[this.#hash(path, contents)] = this.#hash(path, formatted);
  }

  /** A cache that cannot be written is no reason to fail. */
  async save(): Promise<void> {
    const text = JSON.stringify(this.#seen);
    if (this.#path === undefined || text === JSON.stringify(this.#known)) return;
    const draft = `${this.#path}.${process.pid}.tmp`;
    try {
      await mkdir(dirname(this.#path), { recursive: true });
      await writeFile(draft, text);
      await rename(draft, this.#path);
    } catch {
      // The next run formats again.
    }
  }

  #hash(path: string, text: string): string {
    // No path has such a character.
    const whole = createHash("sha256").update(`${this.#recipe}\0${path}\0`).update(text);
    return whole.digest("base64url");
  }
}

function modulesOf(directory: string): string | undefined {
  const modules = join(directory, "node_modules");
  if (existsSync(modules)) return modules;
  const parent = dirname(directory);
  return parent === directory ? undefined : modulesOf(parent);
}
