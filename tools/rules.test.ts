import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyMutation } from "./rules/applyMutation.ts";
import { checkCoverage } from "./rules/checkCoverage.ts";
import { drawMutations } from "./rules/drawMutations.ts";
import { findStale } from "./rules/findStale.ts";
import type { Mutation } from "./rules/Mutation.ts";
import { parseRules } from "./rules/parseRules.ts";
import type { Rule } from "./rules/Rule.ts";

describe("reading the specification", () => {
  it("a rule is a line with an id; withdrawn ones are left out", () => {
    const page = [
      "- R-FIND-2: Finds query the database, see R-FIND-9.",
      "- R-FIND-3: withdrawn",
      "R-GEN-1: layout, and then text.",
      "Order of work (R-FLUSH-1):",
    ].join("\n");
    expect(parseRules(page)).toEqual([
      { id: "R-FIND-2", area: "FIND", rows: [] },
      { id: "R-GEN-1", area: "GEN", rows: [] },
      { id: "R-FLUSH-1", area: "FLUSH", rows: [] },
    ]);
  });

  it("a table under a heading with an id gives a row per line, named by its first cell", () => {
    const page = [
      "## 2 Type map (R-TYPE-1)",
      "",
      "| Postgres | TypeScript |",
      "|---|---|",
      "| boolean | `boolean` |",
      "| numeric, decimal | `string` |",
      "",
      "- R-TYPE-2: Every row of R-TYPE-1 round-trips.",
    ].join("\n");
    expect(parseRules(page)).toEqual([
      {
        id: "R-TYPE-1",
        area: "TYPE",
        rows: [{ names: ["boolean"] }, { names: ["numeric", "decimal"] }],
      },
      { id: "R-TYPE-2", area: "TYPE", rows: [] },
    ]);
  });

  it("a table's header row or the line above it can carry the id", () => {
    const page = [
      "| Helper | R-MIG-1: what it does |",
      "|---|---|",
      "| `createTriggers(b, table)`, `createFunction(b)` | triggers |",
      "| `up [n] [--to name]` | runs |",
      "| `a \\| b` | or |",
      "",
      "R-GEN-1: layout:",
      "",
      "| File | Contents |",
      "|---|---|",
      "| `codegen/schema.ts` | data |",
    ].join("\n");
    expect(parseRules(page)).toEqual([
      {
        id: "R-MIG-1",
        area: "MIG",
        rows: [
          { names: ["createTriggers", "createFunction"] },
          { names: ["up"] },
          { names: ["a | b"] },
        ],
      },
      { id: "R-GEN-1", area: "GEN", rows: [{ names: ["codegen/schema.ts"] }] },
    ]);
  });

  it("a table without an id is no rule", () => {
    expect(parseRules("## 1 Words\n\n| Term | Meaning |\n|---|---|\n| em | R-EM-1 |")).toEqual([]);
  });
});

describe("coverage", () => {
  const rules: Array<Rule> = [
    { id: "R-FIND-1", area: "FIND", rows: [] },
    { id: "R-FIND-10", area: "FIND", rows: [] },
    {
      id: "R-FILT-1",
      area: "FILT",
      rows: [{ names: ["one of"] }, { names: ["prefix", "suffix"] }],
    },
  ];

  it("counts what is cited and what waits", () => {
    const { areas, faults } = checkCoverage(
      rules,
      { FIND: { waiting: { "R-FIND-10": "limits are not built" } }, FILT: { waiting: {} } },
      ["R-FIND-1 finds", "R-FILT-1/one of and R-FILT-1/Suffix: both"],
    );
    expect({ areas, faults }).toEqual({
      areas: [
        { area: "FIND", rules: 2, cited: 1, waiting: 1 },
        { area: "FILT", rules: 2, cited: 2, waiting: 0 },
      ],
      faults: [],
    });
  });

  it("names a rule that is neither cited nor waiting; the longer id does not stand for the shorter", () => {
    const { faults } = checkCoverage(rules, { FIND: { waiting: {} } }, ["R-FIND-10 limits"]);
    expect(faults).toEqual(["R-FIND-1 is neither cited nor waiting"]);
  });

  it("a table is cited row by row, not by its id", () => {
    const { faults } = checkCoverage(rules, { FILT: { waiting: {} } }, ["R-FILT-1 works"]);
    expect(faults).toEqual([
      "R-FILT-1/one of is neither cited nor waiting",
      "R-FILT-1/prefix is neither cited nor waiting",
    ]);
  });

  it("a whole table may wait, and a row alone", () => {
    expect(checkCoverage(rules, { FILT: { waiting: { "R-FILT-1": "later" } } }, []).faults).toEqual(
      [],
    );
    expect(
      checkCoverage(rules, { FILT: { waiting: { "R-FILT-1/suffix": "later" } } }, [
        "R-FILT-1/one of",
      ]).faults,
    ).toEqual([]);
  });

  it("an area that is not listed may be uncited; what is cited of it is counted all the same", () => {
    const { others, faults } = checkCoverage(rules, {}, ["R-FIND-1 finds"]);
    expect({ others, faults }).toEqual({
      others: [
        { area: "FIND", rules: 2, cited: 1, waiting: 0 },
        { area: "FILT", rules: 2, cited: 0, waiting: 0 },
      ],
      faults: [],
    });
  });

  it("names citations and waiting entries that the specification does not have, and empty reasons", () => {
    const { faults } = checkCoverage(
      rules,
      {
        FIND: { waiting: { "R-FIND-1": " ", "R-FIND-11": "later", "R-FIND-10": "later" } },
        NONE: { waiting: {} },
      },
      ["R-FIND-99 is a slip", "R-FILT-1/onef is one too"],
    );
    expect(faults).toEqual([
      "R-FIND-99 is cited but not in the specification: R-FIND-99 is a slip",
      "R-FILT-1/onef is cited but not in the specification: R-FILT-1/onef is one too",
      "R-FIND-1 waits without a reason",
      "R-FIND-11 waits but is not in the specification",
      "NONE is listed as finished but has no rules",
    ]);
  });

  it("names what is cited though it is said to wait, unless only a part of it does", () => {
    const faultsOf = (reason: string): ReadonlyArray<string> =>
      checkCoverage(rules, { FIND: { waiting: { "R-FIND-1": reason, "R-FIND-10": "later" } } }, [
        "R-FIND-1 finds",
      ]).faults;
    expect(faultsOf("half built")).toEqual([
      'R-FIND-1 is cited, yet it is said to wait: take it off the list, or begin its reason with "in part: "',
    ]);
    expect(faultsOf("in part: limits are not built")).toEqual([]);
  });
});

describe("mutations", () => {
  const mutations = ["R-A-1", "R-A-1", "R-B-1", "R-C-1"].map((rule, index) =>
    newMutation(rule, index),
  );

  it("are drawn by lot, the same for the same seed, each rule once before any rule twice", () => {
    const drawn = drawMutations(mutations, { seed: 7, count: 3 });
    expect(new Set(drawn.map(({ rule }) => rule))).toEqual(new Set(["R-A-1", "R-B-1", "R-C-1"]));
    expect(drawMutations(mutations, { seed: 7, count: 3 })).toEqual(drawn);
    const orders = [1, 2, 3, 4, 5, 6].map((seed) =>
      drawMutations(mutations, { seed, count: 4 })
        .map(({ file }) => file)
        .join(),
    );
    expect(new Set(orders).size).toBeGreaterThan(1);
  });

  it("replace exactly one text", () => {
    expect(applyMutation("if (a) b();", newMutation("R-A-1", 0))).toBe("if (!a) b();");
  });

  it("are all told that no longer fit, or whose file is gone", async () => {
    const dir = mkdtempSync(join(tmpdir(), "kingpost-mutations-"));
    try {
      writeFileSync(join(dir, "a.ts"), "if (a) b();");
      writeFileSync(join(dir, "b.ts"), "if (c) b();");
      const found = ["a.ts", "b.ts", "c.ts"].map((file) => ({ ...newMutation("R-A-1", 0), file }));
      expect(await findStale(dir, found)).toEqual([
        expect.stringContaining("b.ts") as string,
        "the mutation of R-A-1 is of c.ts, which is not there",
      ]);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it.each(["if (c) b();", "if (a) b(); if (a) b();"])(
    "are stale when the source is %s",
    (source) => {
      expect(() => applyMutation(source, newMutation("R-A-1", 0))).toThrow(
        expect.objectContaining({ code: "MUTATION_STALE" }),
      );
    },
  );
});

function newMutation(rule: string, index: number): Mutation {
  return {
    rule,
    breaks: "asks the wrong way round",
    file: `${index}.ts`,
    find: "(a)",
    replace: "(!a)",
  };
}
