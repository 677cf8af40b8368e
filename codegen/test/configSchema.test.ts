import { resolve } from "node:path";
import { expect, it } from "vitest";
import { configSchemaOf } from "./configSchemaOf.ts";

it("R-CONF-8: the JSON schema that is shipped says what the types of the configuration say", async () => {
  await expect(`${JSON.stringify(configSchemaOf(), undefined, 2)}\n`).toMatchFileSnapshot(
    resolve(import.meta.dirname, "../config.schema.json"),
  );
});
