import * as fc from "fast-check";
import { expect, it } from "vitest";
import { printValue } from "./printValue.ts";

it("R-SCHEMA-20: data printed as source is the same data when it is run", () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      fc.string({ unit: "binary" }),
      fc.integer(),
      fc.boolean(),
      fc.array(tie("any"), { maxLength: 3 }),
      fc.dictionary(fc.oneof(fc.string({ unit: "binary" }), fc.constant("__proto__")), tie("any"), {
        maxKeys: 3,
      }),
    ),
  })).any;
  fc.assert(
    fc.property(value, (data) => {
      // oxlint-disable-next-line typescript/no-implied-eval
      const run = new Function(`return (${printValue(data)});`) as () => unknown;
      expect(JSON.stringify(run())).toBe(JSON.stringify(data));
    }),
    { numRuns: 500 },
  );
});
