// Where the entities of the comparison go; they are generated from the tables that `migrations/` makes.
import { defineConfig } from "@kingpost/codegen";

export default defineConfig({
  entitiesDirectory: "./entities",
  entities: {
    Book: { fields: { synopsis: { lazy: true } } },
    Comment: { relations: { parent: { polymorphic: "notNull" } } },
  },
});
