// The titles of all tests of the workspace, as vitest collects them: titles made in loops and by `it.each` included.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RulesError } from "./RulesError.ts";

export interface ListedTest {
  /** Suites and title, joined by ` > `. */
  readonly name: string;
  readonly file: string;
}

/** The tests that need a browser run by a configuration of their own; listing them needs none. */
const browserConfig = "vitest.browser.config.ts";

/** Asks vitest in `root` for its tests without running them. Throws `RulesError` (`TESTS_NOT_LISTED`) when a file cannot be loaded. */
export async function listTests(root: string): Promise<Array<ListedTest>> {
  const tests = await list(root, []);
  if (!existsSync(join(root, browserConfig))) return tests;
  return [...tests, ...(await list(root, [`--config=${browserConfig}`]))];
}

async function list(root: string, options: ReadonlyArray<string>): Promise<Array<ListedTest>> {
  const dir = await mkdtemp(join(tmpdir(), "rules-"));
  const file = join(dir, "tests.json");
  try {
    const code = await new Promise<number | null>((done, failed) => {
      // Static parsing would give `${row}` where the title has a value.
      spawn(
        process.execPath,
        [
          "node_modules/vitest/vitest.mjs",
          "list",
          `--json=${file}`,
          "--no-static-parse",
          ...options,
        ],
        { cwd: root, stdio: ["ignore", "ignore", "inherit"] },
      )
        .on("error", failed)
        .on("close", done);
    });
    if (code !== 0)
      throw new RulesError("TESTS_NOT_LISTED", "vitest could not list the tests; see above");
    return JSON.parse(await readFile(file, "utf8")) as Array<ListedTest>;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
