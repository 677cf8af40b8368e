// Schemas as large as real ones, with everything that real ones hold. `pnpm codegen:scale` measures them.
import { describe, expect, it } from "vitest";
import { freshDatabase } from "./freshDatabase.ts";
import { newRealProject } from "./real/newRealProject.ts";
import { realSchema } from "./real/realSchema.ts";

describe("a real schema", () => {
  it(
    "R-SCHEMA-1, R-SCHEMA-16, R-CODEGEN-1, R-CODEGEN-11: of 300 tables becomes code that passes the strictest compiler, and a second run changes nothing",
    { timeout: 240_000 },
    async () => {
      const { sql, config } = realSchema(300);
      await using database = await freshDatabase(...sql);
      await using project = await newRealProject(config);
      const first = await project.generate(database.url);
      const second = await project.generate(database.url);
      const { errors } = await project.compile();
      expect({
        created: countsOf(first.generated.changes),
        again: countsOf(second.generated.changes),
        errors,
      }).toEqual({ created: { created: 761 }, again: { unchanged: 761 }, errors: [] });
    },
  );
});

function countsOf(
  changes: ReadonlyArray<{ readonly kind: string }>,
): Readonly<Record<string, number>> {
  const groups = Map.groupBy(changes, ({ kind }) => kind);
  return Object.fromEntries([...groups].map(([kind, each]) => [kind, each.length]));
}
