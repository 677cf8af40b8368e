// How the code for the test schema is generated.
import { defineConfig } from "@kingpost/codegen";

export default defineConfig({
  entitiesDirectory: "./entities",
  entities: { Shelf: { orderBy: ["room", "position DESC"] } },
});
