// The catalog of real databases, against the JSON that the golden tests generate from.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DbSchema } from "kingpost/catalog";
import { describe, expect, it } from "vitest";
import { introspect } from "../src/introspect/introspect.ts";
import { freshDatabase } from "./freshDatabase.ts";
import { goldenFolder, goldenNames } from "./goldenNames.ts";
import { readGoldenConfig } from "./readGoldenConfig.ts";

describe("introspect", () => {
  it.each(goldenNames)(
    "R-SNAP-1: reads all that was declared in %s.sql, the same on every supported version of Postgres",
    async (name) => {
      await using database = await freshDatabase(
        await readFile(join(goldenFolder, `${name}.sql`), "utf8"),
      );
      const { schemas, ignoredTables } = await readGoldenConfig(name);
      const { serverVersion, ...schema } = await introspect(database.url, {
        schemas,
        ignoredTables,
      });
      expect(serverVersion).toBeGreaterThanOrEqual(150_000);
      await expect(json(schema)).toMatchFileSnapshot(join(goldenFolder, `${name}.schema.json`));
    },
  );
});

function json(schema: Omit<DbSchema, "serverVersion">): string {
  return `${JSON.stringify({ serverVersion: 0, ...schema }, undefined, 2)}\n`;
}
