// The types of columns, as they are read and as they are accepted.
import type { Interval, Json, OptsOf, Range, RangeParts } from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import type { Code } from "../schema/conversions/Code.ts";
import type { Email } from "../schema/conversions/Email.ts";
import type { Price } from "../schema/conversions/Price.ts";
import type { Contact } from "../schema/entities/Contact.ts";
import type { List } from "../schema/entities/List.ts";
import type { Scalar } from "../schema/entities/Scalar.ts";

describe("the type of a column", () => {
  it("R-TYPE-5 is what its conversion makes", () => {
    expectTypeOf<Contact["email"]>().toEqualTypeOf<Email>();
    expectTypeOf<Contact["otherEmails"]>().toEqualTypeOf<ReadonlyArray<Email | null> | undefined>();
    expectTypeOf<Contact["price"]>().toEqualTypeOf<Price | undefined>();
  });

  it("R-TYPE-6 may be a brand, which a plain text is not", () => {
    expectTypeOf<Contact["code"]>().toEqualTypeOf<Code | undefined>();
    expectTypeOf<string>().not.toExtend<OptsOf<Contact>["code"]>();
  });

  it("R-JSONB-2 is the output of its schema, and its input is accepted", () => {
    type Address = { street: string; zip: string; since?: Date | undefined };
    expectTypeOf<Contact["address"]>().toEqualTypeOf<Address | undefined>();
    expectTypeOf<{ street: string; zip: string; since: string }>().toExtend<
      OptsOf<Contact>["address"]
    >();
    expectTypeOf<{ street: string }>().not.toExtend<OptsOf<Contact>["address"]>();
  });

  it("R-JSONB-1 is Json without a schema", () => {
    expectTypeOf<Contact["anything"]>().toEqualTypeOf<Json>();
  });

  it("R-TYPE-1 intervals and ranges are accepted in the forms that they are made from", () => {
    expectTypeOf<Scalar["aInterval"]>().toEqualTypeOf<Interval | undefined>();
    expectTypeOf<string>().toExtend<OptsOf<Scalar>["aInterval"]>();
    expectTypeOf<Scalar["aInt4range"]>().toEqualTypeOf<Range<number> | undefined>();
    expectTypeOf<RangeParts<number>>().toExtend<OptsOf<Scalar>["aInt4range"]>();
  });

  it("R-ARR-2, R-ARR-3, R-ARR-4 lists are read-only, of lists or with null where that is said", () => {
    expectTypeOf<List["someText"]>().toEqualTypeOf<ReadonlyArray<string> | undefined>();
    expectTypeOf<List["matrix"]>().toEqualTypeOf<
      ReadonlyArray<ReadonlyArray<number>> | undefined
    >();
    expectTypeOf<Contact["gaps"]>().toEqualTypeOf<ReadonlyArray<number | null> | undefined>();
  });
});
