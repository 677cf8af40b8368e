// The test run of the workspace: `run` executes against one real Postgres, `types` only compiles, the template brings its own.
import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { Totals } from "./tools/Totals.ts";

// The template is copied out of here, so it states its own configuration; it takes part as soon as it has one.
const template = existsSync(new URL("app-template/vitest.config.ts", import.meta.url))
  ? ["./app-template/vitest.config.ts"]
  : [];

export default defineConfig({
  test: {
    reporters: ["default", new Totals()],
    globalSetup: ["./tools/testServer.ts"],
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "run",
          include: [
            "{orm,codegen,migrations,benchmarks,compare}/test/**/*.test.ts",
            "{orm,codegen,migrations,benchmarks,compare}/{src,scenarios,report,fixtures}/**/*.test.ts",
            "tools/*.test.ts",
          ],
          // Tests that codegen writes for applications are what its own tests compare, not tests of ours.
          exclude: ["**/node_modules/**", "**/golden/**"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ["{orm,codegen,migrations}/test/**/*.test-d.ts"],
            tsconfig: "./tsconfig.test.json",
          },
        },
      },
      ...template,
    ],
  },
});
