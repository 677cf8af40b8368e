// The schema as code generation last saw it.
import { readFile } from "node:fs/promises";
import type { DbSchema } from "kingpost/catalog";
import { errnoOf } from "../errors/errnoOf.ts";
import { MigrationError } from "../errors/MigrationError.ts";

/**
 * Reads `kingpost.schema.json`.
 *
 * @throws MigrationError `SNAPSHOT_MISSING`, `SNAPSHOT_INVALID`
 */
export async function readSnapshot(path: string): Promise<DbSchema> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    if (errnoOf(cause) === "ENOENT")
      throw new MigrationError(
        "SNAPSHOT_MISSING",
        `There is no snapshot ${path} to compare with. Write it with: kingpost-codegen`,
        { cause },
      );
    throw invalid(path, String(cause));
  }
  if (isSchema(value)) return value;
  throw invalid(path, "it has no lists of tables and enums");
}

function invalid(path: string, why: string): MigrationError {
  return new MigrationError(
    "SNAPSHOT_INVALID",
    `${path} is not a snapshot: ${why}. Write it anew with: kingpost-codegen`,
  );
}

function isSchema(value: unknown): value is DbSchema {
  if (typeof value !== "object" || value === null) return false;
  const has = (name: string): boolean => Array.isArray(Reflect.get(value, name));
  return has("tables") && has("enums");
}
