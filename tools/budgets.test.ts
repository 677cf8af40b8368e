import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { buildTypes } from "./budgets/buildTypes.ts";
import { checkTypes } from "./budgets/checkTypes.ts";
import { compareBudgets } from "./budgets/compareBudgets.ts";
import { domainProgram } from "./budgets/domainProgram.ts";
import { domainSchema, wideSchema } from "./budgets/domainSchema.ts";
import { measureBundle } from "./budgets/measureBundle.ts";
import { measureDomain } from "./budgets/measureDomain.ts";
import { wideProgram } from "./budgets/wideProgram.ts";

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

it("R-TLOAD-8 hints of depth 5 on an entity of sixty members are checked, and a wrong key is named at any depth", async () => {
  const root = resolve(import.meta.dirname, "..");
  await buildTypes(root);
  const measure = (name: string, program: string): ReturnType<typeof measureDomain> =>
    measureDomain(root, name, wideSchema(), program);
  const { instantiations } = await measure("wide-test", wideProgram());
  const allowed = JSON.parse(
    await readFile(resolve(root, "orm/budgets/budgets.json"), "utf8"),
  ) as Record<string, number>;
  // The exact figure is for `pnpm budgets`; here it is the order of magnitude.
  const budget = allowed["instantiations of hints of depth 5 on 60 members"]!;
  expect(instantiations).toBeLessThan(budget * 2);
  const error: unknown = await measure("wide-wrong", wideProgram("lnk4")).catch(
    (thrown: unknown) => thrown,
  );
  const messages = String(error).matchAll(/queries\.ts\((\d+),(\d+)\): error (TS\d+: .*)/g);
  expect(
    Array.from(messages, ([, line, column, message]) => `${line}:${column} ${message}`),
  ).toEqual([
    `6:77 TS2820: Type '"lnk4"' is not assignable to type 'LoadHint<Hub> | undefined'. Did you mean '"link4"'?`,
    `10:83 TS2820: Type '"lnk4"' is not assignable to type 'LoadableKey<Hub>'. Did you mean '"link4"'?`,
    `14:26 TS2339: Property 'get' does not exist on type 'NotLoaded<"link1", "add it to populate", ManyToOneReference<Hub, Hub, undefined>>'.`,
    `15:42 TS2339: Property 'get' does not exist on type 'NotLoaded<"link1Hubs", "add it to populate", Collection<Hub, Hub>>'.`,
  ]);
}, 120_000);

it("R-TLOAD-8 a program is checked with its instantiations and its time, and one that does not compile is a fault", async () => {
  const root = resolve(import.meta.dirname, "..");
  const cost = await checkTypes(root, resolve(import.meta.dirname, "budgets/compareBudgets.ts"));
  expect(cost.instantiations).toBeGreaterThan(0);
  expect(cost.cpuSeconds).toBeGreaterThan(0);
  expect(cost.cpuSeconds).toBeLessThan(60);
  const wrong = resolve(root, "orm/test/types/wrong/unknownHint.ts");
  await expect(checkTypes(root, wrong)).rejects.toMatchObject({ code: "BUDGET" });
});

it("a bundle holds what is behind a door, and no other package", async () => {
  const root = resolve(import.meta.dirname, "..");
  const [all, ids] = [await measureBundle(root, "index"), await measureBundle(root, "ids")];
  // pg alone is 90 kB.
  expect([ids > 5, ids < 30, all > 10 * ids]).toEqual([true, true, true]);
  await expect(measureBundle(root, "nothing")).rejects.toThrow("nothing.ts");
});
