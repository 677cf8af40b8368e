// What filters and orders are about beside the library: types with operators of their own, names that SQL reserves, an enum with
// an order, chains of references that may be missing, two references to one table.
import {
  createEntityTable,
  createEnumTable,
  createManyToManyTable,
  foreignKey,
} from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  b.createExtension("citext", { ifNotExists: true });

  createEnumTable(
    b,
    "urgency",
    [
      { code: "LOW", name: "Low", sort_order: 1 },
      { code: "HIGH", name: "High", sort_order: 3 },
      { code: "MIDDLE", name: "Middle", sort_order: 2 },
    ],
    { columns: { sort_order: { type: "integer", notNull: true } } },
  );

  createEntityTable(b, "countries", { name: { type: "citext", notNull: true } });

  createEntityTable(b, "cities", {
    name: { type: "text", notNull: true },
    country_id: foreignKey("countries", { notNull: true }),
    twin_id: foreignKey("cities", { notNull: false, otherFieldName: "twins" }),
  });

  createEntityTable(b, "packets", {
    code: { type: "citext", notNull: true },
    order: { type: "integer" },
    select: { type: "text" },
    camelCase: { type: "text" },
    profile: { type: "jsonb" },
    notes: { type: "json" },
    labels: { type: "text[]" },
    counts: { type: "integer[]" },
    weights: { type: "int4range" },
    days: { type: "daterange" },
    address: { type: "inet" },
    network: { type: "cidr" },
    words: { type: "tsvector" },
    shape: { type: "point" },
    is_fragile: { type: "boolean" },
    urgency_id: foreignKey("urgency", { notNull: false }),
    from_city_id: foreignKey("cities", { notNull: false, otherFieldName: "sentPackets" }),
    to_city_id: foreignKey("cities", { notNull: false, otherFieldName: "receivedPackets" }),
  });

  createEntityTable(b, "stamps", {
    value: { type: "numeric" },
    year: { type: "integer" },
    packet_id: foreignKey("packets", { notNull: true }),
    country_id: foreignKey("countries", { notNull: false }),
  });

  createEntityTable(b, "couriers", { name: { type: "text", notNull: true } });
  createManyToManyTable(b, "couriers_to_packets", "couriers", "packets");
}
