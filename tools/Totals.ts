// The reporter that ends a test run with one plain line, `N passed, N failed`, which people and scripts can both read.
import type { SerializedError } from "vitest";
import type { Reporter, TestModule } from "vitest/node";

/** What is read of a module: its tests, and the errors of loading it or of its suites. */
export interface CountedModule {
  readonly children: {
    allTests(): Iterable<{ result(): { readonly state: string } }>;
    allSuites(): Iterable<{ errors(): ReadonlyArray<unknown> }>;
  };
  errors(): ReadonlyArray<unknown>;
}

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Counts the tests of a run. What kept tests from running counts as failed too: a module that did not load, a suite whose
 * hook threw, an error that nobody caught.
 */
export function countTests(
  modules: ReadonlyArray<CountedModule>,
  uncaught: ReadonlyArray<unknown>,
): Count {
  let passed = 0;
  let failed = uncaught.length;
  for (const module of modules) {
    if (module.errors().length > 0) failed += 1;
    for (const suite of module.children.allSuites()) if (suite.errors().length > 0) failed += 1;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "passed") passed += 1;
      // A test still pending at the end of the run never gave an answer; a skipped one was asked not to.
      else if (state !== "skipped") failed += 1;
    }
  }
  return { passed, failed };
}

/**
 * Prints the last line of a test run.
 *
 * @example
 * ```ts
 * reporters: ["default", new Totals()]
 * ```
 */
export class Totals implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, uncaught: ReadonlyArray<SerializedError>): void {
    const { passed, failed } = countTests(modules, uncaught);
    console.log(`${passed} passed, ${failed} failed`);
  }
}
