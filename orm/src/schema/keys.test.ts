import { describe, expect, it } from "vitest";
import type { EntityMeta } from "./EntityMeta.ts";
import { compareKeys, hasKeyOrder, mapKeyOf } from "./keys.ts";

function sorted(idDbType: EntityMeta["idDbType"], keys: ReadonlyArray<string>): string[] {
  const meta = { idDbType } as EntityMeta;
  const mapKeys = keys.map((key) => mapKeyOf(meta, key));
  return mapKeys.toSorted((a, b) => compareKeys(meta, a, b)).map(String);
}

describe("the order of keys", () => {
  it("R-REL-5 is that of numbers, however many digits they have", () => {
    const keys = ["10", "9", "-1", "9223372036854775807", "-9223372036854775808", "1234567890"];
    expect(sorted("bigint", keys)).toEqual([
      "-9223372036854775808",
      "-1",
      "9",
      "10",
      "1234567890",
      "9223372036854775807",
    ]);
  });

  it("R-REL-5 is that of bytes for uuids", () => {
    const [a, b, c] = ["0", "a", "f"].map((digit) => `${digit}0000000-0000-4000-8000-000000000000`);
    expect(sorted("uuid", [c!, a!, b!])).toEqual([a, b, c]);
  });

  it("R-REL-5 of texts is up to the server", () => {
    const types = ["int", "bigint", "uuid", "text"] as const;
    expect(types.map((idDbType) => hasKeyOrder({ idDbType } as EntityMeta))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
