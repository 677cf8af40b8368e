// How the code for the test schema is generated.
import { defineConfig } from "@kingpost/codegen";

export default defineConfig({
  entitiesDirectory: "./entities",
  entities: {
    Shelf: { orderBy: ["room", "position DESC"] },
    // Tags that do not depend on which other entities there are.
    Customer: { tag: "cus" },
    Item: { tag: "itm" },
    Order: { tag: "ord" },
    Parcel: { tag: "par" },
    Product: { tag: "prd" },
    Shipment: { tag: "shp" },
  },
});
