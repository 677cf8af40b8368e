// Trees, graphs and chains of one kind of thing; what is too large to be read along; and keys of every type.
import { createEntityTable, createManyToManyTable, foreignKey } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  createEntityTable(b, "folders", {
    name: { type: "text", notNull: true },
    parent_id: foreignKey("folders", { notNull: false, otherFieldName: "children" }),
  });

  createEntityTable(b, "documents", {
    title: { type: "text", notNull: true },
    folder_id: foreignKey("folders", { notNull: false }),
    // A chain: each version leads to the one before, and is led to by the one after.
    previous_id: foreignKey("documents", {
      notNull: false,
      unique: true,
      otherFieldName: "next",
    }),
    body: { type: "text", notNull: true },
    summary: { type: "text" },
    scans: { type: "bytea" },
    status: { type: "text", notNull: true, default: "draft" },
    reviewer: { type: "text", notNull: true },
    secret_note: { type: "text" },
  });

  createEntityTable(b, "parts", { name: { type: "text", notNull: true } });
  createManyToManyTable(
    b,
    "assemblies_to_components",
    { table: "parts", column: "assembly_id" },
    { table: "parts", column: "component_id" },
  );

  createEntityTable(b, "publisher_groups", { name: { type: "text", notNull: true } });
  createEntityTable(b, "critics", {
    name: { type: "text", notNull: true },
    group_id: foreignKey("publisher_groups", { notNull: false }),
  });
  createManyToManyTable(
    b,
    "followers_to_publisher_groups",
    { table: "critics", column: "follower_id" },
    "publisher_groups",
  );

  b.createTable("currencies", {
    code: { type: "text", primaryKey: true },
    name: { type: "text", notNull: true },
  });
  createEntityTable(
    b,
    "ledgers",
    {
      name: { type: "text", notNull: true },
      currency_id: foreignKey("currencies", { notNull: false, type: "text" }),
    },
    { idType: "bigint" },
  );
  createEntityTable(
    b,
    "tokens",
    { ledger_id: foreignKey("ledgers", { notNull: false, type: "bigint", unique: true }) },
    { idType: "uuid" },
  );
  createManyToManyTable(
    b,
    "currencies_to_tokens",
    { table: "currencies", type: "text" },
    { table: "tokens", type: "uuid" },
  );
}
