// A schema as JSON in, a folder of code out; no database.
import { readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DbSchema } from "kingpost/catalog";
import { describe, expect, it } from "vitest";
import { type Generated, generate } from "../src/write/generate.ts";
import { goldenFolder, goldenNames } from "./goldenNames.ts";
import { readGoldenConfig } from "./readGoldenConfig.ts";

/** What is in the folders beside what is generated. */
const written: Readonly<Record<string, ReadonlyArray<string>>> = {
  library: ["context.ts"],
  hostile: ["context.ts"],
  conversions: ["types.ts"],
};

describe("golden folders", () => {
  it.each(goldenNames)(
    "R-GEN-1, R-CODEGEN-1: generates exactly the files of %s.expected",
    async (name) => {
      const { changes, warnings } = await generated(name);
      const folder = join(goldenFolder, `${name}.expected`);
      for (const change of changes)
        await expect("after" in change ? change.after : "").toMatchFileSnapshot(
          join(folder, change.path),
        );
      await expect(`${warnings.join("\n")}\n`).toMatchFileSnapshot(join(folder, "warnings.txt"));
      const there = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
      const given = written[name] ?? [];
      expect(there.toSorted()).toEqual(
        [...changes.map(({ path }) => path), "warnings.txt", ...given].toSorted(),
      );
    },
  );
});

async function generated(name: string): Promise<Generated> {
  const text = await readFile(join(goldenFolder, `${name}.schema.json`), "utf8");
  const settings = await readGoldenConfig(name);
  const directory = await mkdtemp(join(tmpdir(), "kingpost-golden-"));
  try {
    return await generate(
      JSON.parse(text) as DbSchema,
      { ...settings, entitiesDirectory: "./entities", snapshot: false },
      directory,
    );
  } finally {
    await rm(directory, { recursive: true });
  }
}
