// The tests that need a browser: `pnpm test:browser`. They run apart, for not every machine has one.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { Totals } from "./tools/Totals.ts";

const root = import.meta.dirname;
const template = resolve(root, "app-template/test/browser/vitest.config.ts");

export default defineConfig({
  test: {
    reporters: ["default", new Totals()],
    // Each of them starts a browser.
    maxWorkers: 1,
    projects: [
      {
        test: {
          name: "pages",
          root,
          include: ["{codegen,benchmarks,compare}/test/browser/*.browser.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      ...(existsSync(template) ? [template] : []),
    ],
  },
});
