// What hand-written members lead through: customers order, orders are shipped in parcels, parcels hold products.
import { createEntityTable, createManyToManyTable, foreignKey } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  createEntityTable(b, "customers", {
    name: { type: "text", notNull: true },
  });

  createEntityTable(b, "orders", {
    customer_id: foreignKey("customers", { notNull: true, otherFieldName: "orders" }),
    placed_by_id: foreignKey("customers", { notNull: false, otherFieldName: "placedOrders" }),
    note: { type: "text" },
  });

  createEntityTable(b, "products", {
    name: { type: "text", notNull: true },
    price: { type: "integer", notNull: true, default: 0 },
  });

  createEntityTable(b, "shipments", {
    order_id: foreignKey("orders", { notNull: true }),
  });

  createEntityTable(b, "parcels", {
    shipment_id: foreignKey("shipments", { notNull: true }),
    arrived_at: { type: "timestamptz" },
  });

  createEntityTable(b, "items", {
    parcel_id: foreignKey("parcels", { notNull: true }),
    product_id: foreignKey("products", { notNull: true }),
    quantity: { type: "integer", notNull: true, default: 1 },
  });

  createManyToManyTable(b, "orders_to_products", "orders", "products");
}
