// What codegen makes of the database: one class per table, in src/entities, and the GraphQL side of each, in src/graphql.
import { defineConfig } from "@kingpost/codegen";
import type { Names } from "./src/entities/codegen/names.ts";

export default defineConfig<Names>({
  contextType: "Context@./src/context.ts",
  // The schema in src/graphql/schema and the resolvers beside it follow from the tables as well.
  graphql: true,
  // What has a deleted_at, such as a shelf, is kept when it is deleted.
  softDelete: { emDelete: "soft" },
  entities: {
    // The further authors of a book come in the order in which the book names them.
    Contribution: { orderBy: "position" },
    // What a note is about: a shelf, or a book on it.
    Note: { relations: { about: { polymorphic: "notNull" } } },
  },
});
