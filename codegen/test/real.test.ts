// Schemas as large as real ones, with everything that real ones hold. `pnpm codegen:scale` measures them.
import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "./freshDatabase.ts";
import { newRealProject } from "./real/newRealProject.ts";
import { realSchema } from "./real/realSchema.ts";
import { roundTrip } from "./real/roundTrip.ts";

describe("a real schema", () => {
  it(
    "R-SCHEMA-1, R-SCHEMA-16, R-CODEGEN-1, R-CODEGEN-8, R-CODEGEN-11: of 300 tables becomes code that passes the strictest compiler, and what a second run changes is what people changed",
    { timeout: 240_000 },
    async () => {
      const { sql, config } = realSchema(300);
      await using database = await freshDatabase(...sql);
      await using project = await newRealProject(config);
      const first = await project.generate(database.url);
      const second = await project.generate(database.url);
      const edited = join(project.directory, "entities/codegen/BillingAccountCodegen.ts");
      await appendFile(edited, "// Mine.\n");
      const third = await project.generate(database.url);
      const { errors } = await project.compile();
      expect({
        first: countsOf(first.generated.changes),
        second: countsOf(second.generated.changes),
        third: countsOf(third.generated.changes),
        errors,
      }).toEqual({
        first: { created: 761 },
        second: { unchanged: 761 },
        third: { updated: 1, unchanged: 760 },
        errors: [],
      });
    },
  );

  it(
    "R-SCHEMA-1, R-SCHEMA-8, R-SCHEMA-13, R-SCHEMA-16, R-SCHEMA-17, R-INH-1, R-CTI-1, R-CTI-2, R-STI-1, R-ENUM-5, R-SNAP-4: is written and read by the code that was generated from it",
    { timeout: 120_000 },
    async () => {
      const { sql, config } = realSchema(50);
      await using database = await freshDatabase(...sql);
      await using project = await newRealProject(config);
      const { generated } = await project.generate(database.url);
      await writeFile(join(project.directory, "program.ts"), roundTrip);
      expect(generated.warnings).toMatchInlineSnapshot(`
        [
          "Table Mixed fleet.fleet_logs is not an entity: it has no primary key, which an entity needs.",
          "Table Mixed fleet.fleet_measurements is not an entity: its primary key has 2 columns and it is no join table; an entity needs a key of one column, beside which these can be unique.",
          "Table Mixed fleet.fleet_order_lines is not an entity: its primary key has 2 columns and it is no join table; an entity needs a key of one column, beside which these can be unique.",
          "Table billing_logs is not an entity: it has no primary key, which an entity needs.",
          "Table billing_measurements is not an entity: its primary key has 2 columns and it is no join table; an entity needs a key of one column, beside which these can be unique.",
          "Table billing_order_lines is not an entity: its primary key has 2 columns and it is no join table; an entity needs a key of one column, beside which these can be unique.",
          "billing_order_line_events (order_id, line_no) refers to billing_order_lines by more than one column, which makes no relation; a column that refers to the key of billing_order_lines alone would make one.",
          "Mixed fleet.fleet_order_line_events (order_id, line_no) refers to Mixed fleet.fleet_order_lines by more than one column, which makes no relation; a column that refers to the key of Mixed fleet.fleet_order_lines alone would make one.",
          "The type public.billing_address has no mapping: its values are strings.",
          "The type "Mixed fleet".fleet_address has no mapping: its values are strings.",
        ]
      `);
      expect((await project.compile()).errors).toEqual([]);
      const output = await project.run("program.ts", [], { DATABASE_URL: database.url });
      expect(output.startsWith("[") ? (JSON.parse(output) as unknown) : output).toEqual([
        [
          "ANN",
          "LARGE",
          "大",
          "IN_WORK",
          ["very-high", "high"],
          { a: "1" },
          "top.science",
          "(Street,Oslo,3)",
          "12.50",
          [
            [1, 2],
            [3, 4],
          ],
          { theme: "*/ dark" },
          "low",
          true,
          1,
          ["SMALL"],
          ["red"],
          [{ kind: "x" }],
        ],
        [["BillingTowTruck", "T", "tow"]],
        1,
        "BillingTowTruck",
        [
          ["BillingOpenTask", "later", true],
          ["BillingUrgentTask", "now", true],
        ],
        2,
        [1, [["c", 1, "l"]]],
        true,
        ["ANNA", 2],
        0,
        0,
        0,
      ]);
    },
  );
});

function countsOf(
  changes: ReadonlyArray<{ readonly kind: string }>,
): Readonly<Record<string, number>> {
  const groups = Map.groupBy(changes, ({ kind }) => kind);
  return Object.fromEntries([...groups].map(([kind, each]) => [kind, each.length]));
}
