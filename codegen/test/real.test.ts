// Schemas as large as real ones, with everything that real ones hold. `pnpm codegen:scale` measures them.
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "./freshDatabase.ts";
import { newRealProject } from "./real/newRealProject.ts";
import { realSchema } from "./real/realSchema.ts";

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
});

function countsOf(
  changes: ReadonlyArray<{ readonly kind: string }>,
): Readonly<Record<string, number>> {
  const groups = Map.groupBy(changes, ({ kind }) => kind);
  return Object.fromEntries([...groups].map(([kind, each]) => [kind, each.length]));
}
