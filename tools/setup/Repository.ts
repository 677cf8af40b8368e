// The project's git repository, if there is git at all: a copy made by degit has none.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** What became of the repository. */
export type RepositoryResult = "begun" | "committed" | "kept" | "left" | "no git";

export class Repository {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** The changes that are not committed, one a line; nothing where there is no repository of our own. */
  changes(): string {
    return this.#isThere ? this.#git("status", "--porcelain").stdout.trim() : "";
  }

  /** Makes the repository with a first commit, unless there is one here or above. */
  begin(name: string): RepositoryResult {
    if (this.#git("--version").status !== 0) return "no git";
    if (this.#isThere || this.#git("rev-parse", "--is-inside-work-tree").status === 0)
      return "kept";
    if (this.#git("init", "--quiet", "--initial-branch=main").status !== 0) return "no git";
    this.#git("add", "--all");
    const { status } = this.#git("commit", "--quiet", "--message", `Begin ${name}`);
    return status === 0 ? "committed" : "begun";
  }

  get #isThere(): boolean {
    return existsSync(join(this.#root, ".git"));
  }

  #git(...args: ReadonlyArray<string>): { status: number | null; stdout: string } {
    const { status, stdout } = spawnSync("git", args, { cwd: this.#root, encoding: "utf8" });
    return { status, stdout: stdout ?? "" };
  }
}
