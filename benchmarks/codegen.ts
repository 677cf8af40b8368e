// Generates the Kingpost entities of the benchmarks from the tables of `fixtures/schema.sql`; with `--check` it only compares.
import { fileURLToPath } from "node:url";
import { kingpostCodegen } from "@kingpost/codegen";
import { Fixture } from "./fixtures/Fixture.ts";
import { openClones } from "./fixtures/openClones.ts";
import { quickSizes } from "./fixtures/Sizes.ts";

const clones = await openClones(new Fixture(quickSizes), ["codegen"]);
try {
  process.exitCode = await kingpostCodegen(process.argv.slice(2), {
    cwd: fileURLToPath(new URL("contestants/kingpost", import.meta.url)),
    env: { DATABASE_URL: clones.urls.get("codegen") },
  });
} finally {
  await clones.close();
}
