import { resolve } from "node:path";
import { expect, it } from "vitest";
import { checkTypes } from "./budgets/checkTypes.ts";
import { compareBudgets } from "./budgets/compareBudgets.ts";
import { domainProgram } from "./budgets/domainProgram.ts";
import { domainSchema } from "./budgets/domainSchema.ts";

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

it("a generated domain has as many entities as asked for, the same each time, and fifty queries on it", () => {
  const schema = domainSchema(300);
  expect(domainSchema(300)).toEqual(schema);
  expect(
    schema.tables.filter(({ columns }) => columns.some(({ name }) => name === "title")).length,
  ).toBe(300);
  const queries = domainProgram("./entities")
    .split("\n")
    .filter((line) => line.includes("await em."));
  expect(queries.length).toBe(50);
});

it("R-TLOAD-8 a program is checked with its instantiations and its time, and one that does not compile is a fault", async () => {
  const root = resolve(import.meta.dirname, "..");
  const cost = await checkTypes(root, resolve(import.meta.dirname, "budgets/compareBudgets.ts"));
  expect(cost.instantiations).toBeGreaterThan(0);
  expect(cost.cpuSeconds).toBeGreaterThan(0);
  expect(cost.cpuSeconds).toBeLessThan(60);
  const wrong = resolve(root, "orm/test/types/wrong/unknownHint.ts");
  await expect(checkTypes(root, wrong)).rejects.toMatchObject({ code: "BUDGET" });
});
