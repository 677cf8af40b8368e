// How the code for the test schema is generated.
import { defineConfig } from "@kingpost/codegen";

export default defineConfig({
  entitiesDirectory: "./entities",
  entities: {
    Critic: { relations: { publisherGroups: { large: true } } },
    Document: {
      fields: {
        body: { lazy: true },
        summary: { lazy: true },
        scans: { lazy: true },
        status: { protected: true },
        reviewer: { protected: true },
        secretNote: { protected: "read" },
      },
    },
    PublisherGroup: { relations: { critics: { large: true }, followers: { large: true } } },
    Shelf: { orderBy: ["room", "position DESC"] },
  },
});
