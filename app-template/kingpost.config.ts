// What codegen makes of the database: one class per table, in src/entities.
import { defineConfig } from "@kingpost/codegen";

export default defineConfig({
  contextType: "Context@./src/context.ts",
  entities: {
    // The further authors of a book come in the order in which the book names them.
    Contribution: { orderBy: "position" },
  },
});
