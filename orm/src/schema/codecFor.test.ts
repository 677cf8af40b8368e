import { describe, expect, it } from "vitest";
import { codecFor } from "./codecFor.ts";

/** What Postgres prints, and the value it stands for. */
const cases: ReadonlyArray<readonly [type: string, text: string, value: unknown]> = [
  ["boolean", "t", true],
  ["boolean", "f", false],
  ["smallint", "-32768", -32768],
  ["integer", "2147483647", 2147483647],
  ["bigint", "9223372036854775807", 9223372036854775807n],
  ["real", "1.5", 1.5],
  ["double precision", "NaN", Number.NaN],
  ["double precision", "Infinity", Number.POSITIVE_INFINITY],
  ["numeric", "12345678901234567890.12345678", "12345678901234567890.12345678"],
  ["text", "a 'quoted' \"text\" \\", "a 'quoted' \"text\" \\"],
  ["uuid", "0190b6a0-0000-7000-8000-000000000001", "0190b6a0-0000-7000-8000-000000000001"],
  ["date", "2024-02-29", new Date("2024-02-29T00:00:00Z")],
  ["date", "0001-01-01", new Date("0001-01-01T00:00:00Z")],
  ["timestamp without time zone", "2024-05-06 07:08:09.123", new Date("2024-05-06T07:08:09.123Z")],
  [
    "timestamp with time zone",
    "2024-05-06 07:08:09.123456+00",
    new Date("2024-05-06T07:08:09.123Z"),
  ],
  ["timestamp with time zone", "2024-05-06 07:08:09+05:30", new Date("2024-05-06T01:38:09Z")],
  ["timestamp with time zone", "9999-12-31 23:59:59+00", new Date("9999-12-31T23:59:59Z")],
  ["timestamp with time zone", "0001-01-01 00:00:00+00", new Date("0001-01-01T00:00:00Z")],
  ["timestamp with time zone", "10000-01-01 00:00:00+00", new Date("+010000-01-01T00:00:00Z")],
  ["timestamp with time zone", "0044-03-15 00:00:00+00 BC", new Date("-000043-03-15T00:00:00Z")],
  ["jsonb", '{"a": [1, null, "x"]}', { a: [1, null, "x"] }],
  ["bytea", "\\x00ff10", Uint8Array.of(0, 255, 16)],
  [
    "text[]",
    '{plain,"with, comma","with \\"quote\\"",NULL,"NULL",""}',
    ["plain", "with, comma", 'with "quote"', null, "NULL", ""],
  ],
  ["integer[]", "{1,-2,NULL}", [1, -2, null]],
  ["integer[]", "{}", []],
  ["mood", "sad", "sad"],
];

describe("codecs", () => {
  it.each(cases)(
    "R-TYPE-2 %s reads %s and writes it back to the same value",
    (type, text, value) => {
      const codec = codecFor(type);
      expect(codec.decode(text)).toEqual(value);
      const written = codec.encode(value);
      expect(codec.equals(codec.decode(written), codec.decode(text))).toBe(true);
    },
  );

  it.each([
    ["integer", 2 ** 31, "is not between -2147483648 and 2147483647"],
    ["integer", 1.5, "is not a whole number"],
    ["integer", Number.NaN, "is not a whole number"],
    ["integer", "1", "is not a number"],
    ["bigint", 1, "is not a bigint"],
    ["bigint", 2n ** 63n, "is not between -9223372036854775808 and 9223372036854775807"],
    ["numeric", 1.5, 'is not a decimal number in a string, such as "12.50"'],
    ["boolean", "t", "is not a boolean"],
    ["text", "a\0b", "holds a NUL character, which Postgres cannot store"],
    ["text", "\uD800", "holds half of a surrogate pair, which is not a character"],
    ["text", { toPostgres: () => "x" }, "is not a string"],
    ["timestamp with time zone", new Date("no date"), "is an invalid Date"],
    ["timestamp with time zone", "2024-01-01", "is not a Date"],
    ["jsonb", { a: 1n }, "at /a holds a bigint, which JSON has no form for"],
    ["jsonb", { a: [new Date(0)] }, "at /a/0 holds a Date, which JSON has no form for"],
    ["jsonb", [undefined], "at /0 holds a undefined, which JSON has no form for"],
    ["uuid", "no uuid", "is not a uuid"],
    ["text[]", ["a", 1], "at 1 is not a string"],
    ["text[]", "a", "is not a list"],
  ])("R-FIELD-14 %s refuses %o", (type, value, reason) => {
    expect(codecFor(type).refuse(value)).toBe(reason);
  });

  it("R-TYPE-2 an infinite timestamp is refused by name, not read as a wrong date", () => {
    expect(() => codecFor("timestamp with time zone").decode("infinity")).toThrow(
      new TypeError("infinity is not a time that a Date can hold"),
    );
  });

  it("R-JSONB-3 json values are equal when their structure is, whatever the order of keys", () => {
    const codec = codecFor("jsonb");
    expect(codec.equals({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
    expect(codec.equals({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  });

  it("R-JSONB-4 json values are deeply frozen", () => {
    const value = codecFor("jsonb").decode('{"a": {"b": 1}}') as { a: { b: number } };
    expect([Object.isFrozen(value), Object.isFrozen(value.a)]).toEqual([true, true]);
  });

  it.each([
    [0.123_456_789, 0.123_456_79],
    [3_975_260.25, 3_975_260.2],
    [53_564_648, 53_564_648],
    [-7_616_480_256, -7_616_480_300],
    [1e-45, 1e-45],
    [-0, -0],
    [16_777_217, 16_777_216],
  ])("R-TYPE-2 a real %d is kept as %d, which Postgres will print", (given, kept) => {
    expect(codecFor("real").keep?.(given)).toBe(kept);
  });

  it("R-FIELD-7 numeric values are equal by value", () => {
    const codec = codecFor("numeric");
    expect(codec.equals("1.50", "1.5")).toBe(true);
    expect(codec.equals("-0", "0")).toBe(true);
    expect(codec.equals("1.5", "1.51")).toBe(false);
  });
});
