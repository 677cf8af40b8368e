// Generates the Kingpost entities of the comparison from the tables that `migrations/` makes; with `--check` it only compares.
import { fileURLToPath } from "node:url";
import { kingpostCodegen } from "@kingpost/codegen";
import { openDatabases } from "./runner/openDatabases.ts";

const databases = await openDatabases(1);
try {
  process.exitCode = await kingpostCodegen(process.argv.slice(2), {
    cwd: fileURLToPath(new URL("kingpost", import.meta.url)),
    env: { DATABASE_URL: databases.urls[0] },
  });
} finally {
  await databases.close();
}
