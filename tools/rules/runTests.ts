// Runs chosen tests in a working tree and says what became of them.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestRun {
  readonly passed: number;
  /** Full titles of the tests that failed. */
  readonly failed: ReadonlyArray<string>;
}

interface JsonReport {
  readonly testResults: ReadonlyArray<{
    readonly assertionResults: ReadonlyArray<{
      readonly fullName: string;
      readonly status: string;
    }>;
  }>;
}

/** Runs the tests of `files` whose full title matches `pattern`. */
export async function runTests(
  root: string,
  { files, pattern }: { readonly files: ReadonlyArray<string>; readonly pattern: string },
  env: NodeJS.ProcessEnv,
): Promise<TestRun> {
  const dir = await mkdtemp(join(tmpdir(), "rules-run-"));
  const report = join(dir, "report.json");
  try {
    await new Promise((done, failed) => {
      spawn(
        process.execPath,
        [
          "node_modules/vitest/vitest.mjs",
          "run",
          ...files,
          "--testNamePattern",
          pattern,
          "--reporter=json",
          `--outputFile=${report}`,
        ],
        { cwd: root, env, stdio: "ignore" },
      )
        .on("error", failed)
        .on("close", done);
    });
    const { testResults } = JSON.parse(await readFile(report, "utf8")) as JsonReport;
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    return {
      passed: tests.filter(({ status }) => status === "passed").length,
      failed: tests.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
