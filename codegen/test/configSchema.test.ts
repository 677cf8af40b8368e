import { resolve } from "node:path";
import { format } from "oxfmt";
import { expect, it } from "vitest";
import { configSchemaOf } from "./configSchemaOf.ts";

it("R-CONF-8: the JSON schema that is shipped says what the types of the configuration say", async () => {
  const { code } = await format("config.schema.json", JSON.stringify(configSchemaOf()), {});
  await expect(code).toMatchFileSnapshot(resolve(import.meta.dirname, "../config.schema.json"));
});
