// The schema that the ORM's own tests use: its code is committed, and must be what its migrations give.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { migrateUp } from "@kingpost/migrations";
import { expect, it } from "vitest";
import { freshDatabase } from "./freshDatabase.ts";

/** Nothing is wrong with the schema but a column of a type that codegen does not know, which is there to be read as text. */
const upToDate =
  /^warning: The type public\.pair has no mapping: its values are strings\.\ncodegen: up to date, \d+ files\n$/;

const folder = resolve(import.meta.dirname, "../../orm/test/schema");
const bin = resolve(import.meta.dirname, "../src/cli/kingpost-codegen.ts");

it(
  "R-CODEGEN-2, R-GEN-16: the code in orm/test/schema is up to date",
  { timeout: 60_000 },
  async () => {
    await using database = await freshDatabase("SELECT 1");
    await migrateUp({ url: database.url, dir: resolve(folder, "migrations") });
    const env = { ...process.env, DATABASE_URL: database.url };
    const child = spawn(process.execPath, [bin, "--check"], { cwd: folder, env });
    const [output, errors, [exitCode]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close") as Promise<[number]>,
    ]);
    expect({ output, errors, exitCode }).toEqual({
      output: expect.stringMatching(upToDate),
      errors: "",
      exitCode: 0,
    });
  },
);
