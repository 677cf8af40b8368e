import { expect, it } from "vitest";
import { compareBudgets } from "./budgets/compareBudgets.ts";

it("a figure may be at or under its budget", () => {
  expect(compareBudgets({ a: 1, b: 2 }, { a: 1, b: 3 })).toEqual({
    lines: ["a: 1, at the budget of 1", "b: 2, under the budget of 3"],
    exceeded: false,
  });
});

it("a figure over its budget is a fault, and so is one without the other", () => {
  expect(compareBudgets({ a: 2 }, { a: 1 })).toEqual({
    lines: ["a: 2, over the budget of 1"],
    exceeded: true,
  });
  expect(compareBudgets({ a: 2 }, {})).toEqual({
    lines: ["a: 2, no budget yet"],
    exceeded: true,
  });
  expect(compareBudgets({}, { a: 2 })).toEqual({
    lines: ["a: not measured any more"],
    exceeded: true,
  });
});
