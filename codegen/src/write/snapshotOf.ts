import type { DbSchema } from "kingpost/catalog";
import type { DomainModel } from "../model/DomainModel.ts";

/** What a snapshot keeps of a schema: only enums keep their rows, those of other tables are data. */
export function snapshotOf(db: DbSchema, { enums }: DomainModel): DbSchema {
  const kept = new Set(enums.map(({ table }) => table));
  return {
    ...db,
    tables: db.tables.map((table) => {
      if (kept.has(table)) return table;
      const { rows: _, ...rest } = table;
      return rest;
    }),
  };
}
