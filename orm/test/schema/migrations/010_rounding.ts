// Columns that are declared with fewer digits than a value may have: Postgres rounds what it is given.
import { createEntityTable } from "@kingpost/migrations";
import type { MigrationBuilder } from "node-pg-migrate";

export function up(b: MigrationBuilder): void {
  b.createDomain("price_cents", "numeric(10,2)");
  createEntityTable(b, "measurements", {
    amount: { type: "numeric(6,2)" },
    amounts: { type: "numeric(6,2)[]" },
    price: { type: "price_cents" },
    taken_at: { type: "timestamptz(0)" },
    lap: { type: "interval(1)" },
    wakes_at: { type: "time(0)" },
    code: { type: "char(4)" },
    name: { type: "varchar(10)" },
  });
}
