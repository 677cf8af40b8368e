// Runs the browser tests where there is a Chromium, and says so where there is none: CHROMIUM names it, or it is looked for.
import { spawnSync } from "node:child_process";
import { findChromium } from "./findChromium.ts";

if (findChromium() === undefined) {
  process.stdout.write("not run: no Chromium\n");
} else {
  const vitest = `${import.meta.dirname}/../../node_modules/vitest/vitest.mjs`;
  const config = `${import.meta.dirname}/vitest.config.ts`;
  const { status } = spawnSync(process.execPath, [vitest, "run", "--config", config], {
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
}
