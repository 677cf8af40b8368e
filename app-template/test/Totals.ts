// Ends a run of the tests with one line for people and scripts: N passed, N failed.
import type { Reporter, TestModule } from "vitest/node";

export class Totals implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, uncaught: ReadonlyArray<unknown>): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number =>
      tests.filter((test) => test.result().state === state).length;
    // A file that did not load has no tests to fail.
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const failed = count("failed") + count("pending") + broken + uncaught.length;
    process.stdout.write(`${count("passed")} passed, ${failed} failed\n`);
  }
}
