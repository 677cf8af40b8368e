// Reads the schema that an earlier run wrote down.
import { readFile } from "node:fs/promises";
import type { DbSchema } from "kingpost/catalog";
import { CodegenError } from "../errors/CodegenError.ts";

/**
 * The schema in a snapshot such as `kingpost.schema.json`.
 *
 * @example
 * const schema = await loadSnapshot("kingpost.schema.json");
 *
 * @throws CodegenError (`SNAPSHOT`)
 */
export async function loadSnapshot(path: string): Promise<DbSchema> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    const isMissing = (cause as { readonly code?: string }).code === "ENOENT";
    const reason = isMissing
      ? `There is no snapshot ${path}`
      : `${path} cannot be read: ${String(cause)}`;
    throw new CodegenError("SNAPSHOT", [`${reason}. Run codegen once with a database.`], { cause });
  }
  if (isSchema(value)) return value;
  throw new CodegenError("SNAPSHOT", [`${path} is no snapshot. Run codegen once with a database.`]);
}

function isSchema(value: unknown): value is DbSchema {
  const { tables, enums } = (value ?? {}) as {
    readonly tables?: unknown;
    readonly enums?: unknown;
  };
  return Array.isArray(tables) && Array.isArray(enums);
}
