// The fault cases (`pnpm test:faults`): connections and sessions that die, many writers on the same rows. One file at a time, since
// each asks for the whole machine.
import { defineConfig } from "vitest/config";
import { Totals } from "./tools/Totals.ts";

export default defineConfig({
  test: {
    reporters: ["verbose", new Totals()],
    globalSetup: ["./tools/testServer.ts"],
    include: ["orm/test/faults/**/*.faults.ts"],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
  },
});
