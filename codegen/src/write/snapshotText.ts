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
  const text = jsonText({ ...db, tables });
  const version = /^ {2}"serverVersion": \d+,$/mu;
  const isSame = existing?.replace(version, "") === text.replace(version, "");
  return isSame ? existing : text;
}
