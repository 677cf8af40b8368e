import { expect, it } from "vitest";
import { type CountedModule, countTests } from "./Totals.ts";

it("counts what passed and what failed, and leaves out what was skipped", () => {
  const module = newModule({ tests: ["passed", "passed", "failed", "skipped"] });
  expect(countTests([module], [])).toEqual({ passed: 2, failed: 1 });
});

it("counts a module that did not load as one failure", () => {
  expect(countTests([newModule({ errors: [new SyntaxError("bad")] })], [])).toEqual({
    passed: 0,
    failed: 1,
  });
});

it("counts a suite whose hook threw, though its tests were skipped", () => {
  const module = newModule({ tests: ["skipped", "skipped"], suiteErrors: [["beforeAll died"]] });
  expect(countTests([module], [])).toEqual({ passed: 0, failed: 1 });
});

it("counts an error that nobody caught, though every test passed", () => {
  const module = newModule({ tests: ["passed"] });
  expect(countTests([module], [new Error("late")])).toEqual({ passed: 1, failed: 1 });
});

it("counts a test that never gave an answer as failed", () => {
  expect(countTests([newModule({ tests: ["pending"] })], [])).toEqual({ passed: 0, failed: 1 });
});

function newModule(parts: {
  tests?: Array<string>;
  errors?: Array<unknown>;
  suiteErrors?: Array<Array<unknown>>;
}): CountedModule {
  return {
    errors: () => parts.errors ?? [],
    children: {
      allTests: () => (parts.tests ?? []).map((state) => ({ result: () => ({ state }) })),
      allSuites: () => (parts.suiteErrors ?? []).map((errors) => ({ errors: () => errors })),
    },
  };
}
