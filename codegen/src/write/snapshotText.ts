// The snapshot of a schema, as text.
import type { DbSchema } from "kingpost/catalog";
import type { DomainModel } from "../model/DomainModel.ts";
import { jsonText } from "./jsonText.ts";

/**
 * What was used of a schema. A server of another version leaves an existing text as it is when nothing else differs, so that a
 * check passes on every version that a project supports.
 */
export function snapshotText(
  db: DbSchema,
  { enums }: DomainModel,
  existing: string | undefined,
): string {
  const enumTables = new Set(enums.map(({ table }) => table));
  const tables = db.tables.map((table) => {
    if (enumTables.has(table)) return table;
    // The rows of other tables are data.
    const { rows: _, ...rest } = table;
    return rest;
  });
  const next: DbSchema = { ...db, tables };
  const text = jsonText(next);
  const before = parsed(existing);
  if (existing === undefined || before === undefined) return text;
  const isOtherVersion = majorOf(before) !== majorOf(next);
  // A text that was formatted by hand is written anew.
  const isOurs = existing.replaceAll("\r\n", "\n") === jsonText(before);
  return isOurs && comparable(before, isOtherVersion) === comparable(next, isOtherVersion)
    ? existing
    : text;
}

function parsed(text: string | undefined): DbSchema | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return Array.isArray((value as Partial<DbSchema> | null)?.tables)
      ? (value as DbSchema)
      : undefined;
  } catch {
    return undefined;
  }
}

function majorOf({ serverVersion }: DbSchema): number {
  return Math.floor(serverVersion / 10_000);
}

/** Versions print the same view in different words, so that only the same version can tell whether it changed. */
function comparable(db: DbSchema, isOtherVersion: boolean): string {
  return JSON.stringify({ ...db, serverVersion: 0 }, (key, value: unknown) =>
    isOtherVersion && key === "definition" ? undefined : value,
  );
}
