// The tables as Kingpost's codegen reads them from a database.
import type { DbColumn, DbSchema, DbTable } from "kingpost/catalog";
import type { Table } from "./tablesOf.ts";

export function schemaOf(tables: ReadonlyArray<Table>): DbSchema {
  const all = tables.map(({ word, owner }): DbTable => {
    const name = `node_${word}s`;
    const sequence = `public.${name}_id_seq`;
    const columns: DbColumn[] = [
      {
        name: "id",
        type: "integer",
        notNull: true,
        default: `nextval('${sequence}'::regclass)`,
        sequence,
      },
      { name: "title", type: "text", notNull: true },
      { name: "notes", type: "text" },
      { name: "amount", type: "integer", notNull: true, default: "0" },
      { name: "is_open", type: "boolean", notNull: true },
      { name: "created_at", type: "timestamp with time zone", notNull: true },
      { name: "updated_at", type: "timestamp with time zone", notNull: true },
      { name: "owner_id", type: "integer" },
    ];
    return {
      schema: "public",
      name,
      kind: "table",
      columns,
      primaryKey: { name: `${name}_pkey`, columns: ["id"] },
      indexes: [],
      foreignKeys: [
        {
          name: `${name}_owner_id_fkey`,
          columns: ["owner_id"],
          references: { schema: "public", table: `node_${owner}s`, columns: ["id"] },
          deferrable: true,
          initiallyDeferred: true,
        },
      ],
      checks: [],
    };
  });
  return {
    serverVersion: 180_000,
    enums: [],
    tables: all.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
