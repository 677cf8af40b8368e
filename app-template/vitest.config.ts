// The tests of this application: against a real Postgres, each file on a fresh clone of a migrated database.
import { defineConfig } from "vitest/config";
import { Totals } from "./test/Totals.ts";

export default defineConfig({
  // Node and Mercurius take graphql's CommonJS; vite would take its ES modules, and two copies refuse each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    name: "app",
    root: import.meta.dirname,
    include: ["test/**/*.test.ts", "src/**/*.test.ts"],
    globalSetup: ["./test/testServer.ts"],
    reporters: ["default", new Totals()],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
