// The schemas in `golden/`: `x.sql` makes the database, `x.schema.json` is what its catalog says, `x.config.json` the
// configuration, and `x.expected/` what is generated.
import { readdirSync } from "node:fs";
import { join } from "node:path";

export const goldenFolder: string = join(import.meta.dirname, "golden");

export const goldenNames: ReadonlyArray<string> = readdirSync(goldenFolder)
  .filter((name) => name.endsWith(".sql"))
  .map((name) => name.slice(0, -".sql".length))
  .toSorted();
