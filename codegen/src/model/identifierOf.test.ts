import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  camelOf,
  pascalOf,
  pluralCamelOf,
  pluralPascalOf,
  singularPascalOf,
} from "./identifierOf.ts";

describe("identifierOf", () => {
  it("R-SCHEMA-20: any text makes an identifier", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        for (const make of [camelOf, pascalOf, pluralCamelOf, singularPascalOf])
          expect(make(text)).toMatch(/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u);
      }),
      { numRuns: 2000 },
    );
  });

  it("R-SCHEMA-20: a word that is nothing but the ending of a plural stays a word", () => {
    expect(["s", "S", "s\0", "a_s"].map(singularPascalOf)).toEqual(["S", "S", "S", "AS"]);
  });

  it("R-NAME-1, R-NAME-3: knows words that are irregular, or the same in singular and plural", () => {
    expect(
      ["people", "sales_people", "categories", "series", "book_status"].map(singularPascalOf),
    ).toEqual(["Person", "SalesPerson", "Category", "Series", "BookStatus"]);
    expect(
      ["Person", "SalesPerson", "Category", "Series", "BookStatus"].map(pluralCamelOf),
    ).toEqual(["people", "salesPeople", "categories", "series", "bookStatuses"]);
    expect(["Color", "Series"].map(pluralPascalOf)).toEqual(["Colors", "SeriesValues"]);
  });
});
