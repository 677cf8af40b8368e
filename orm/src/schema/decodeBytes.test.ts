// Reading a cell from its bytes gives what reading its text gives, or leaves it to that.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Codec } from "./Codec.ts";
import { codecFor } from "./codecFor.ts";

const iso = fc
  .date({
    min: new Date("0001-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString());
const fraction = fc.integer({ min: 0, max: 999_999 }).map((n) => {
  const digits = String(n).padStart(6, "0").replace(/0+$/, "");
  return digits === "" ? "" : `.${digits}`;
});
const zone = fc.constantFrom("", "+00", "+02", "-05:30", "+00 BC", "Z");
const timestamp = fc
  .tuple(iso, fraction, zone)
  .map(([text, part, offset]) => `${text.slice(0, 19).replace("T", " ")}${part}${offset}`);

/** What Postgres prints. */
const printed: ReadonlyArray<readonly [type: string, texts: fc.Arbitrary<string>]> = [
  ["boolean", fc.constantFrom("t", "f")],
  ["smallint", fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }).map(String)],
  ["integer", fc.integer().map(String)],
  ["oid", fc.integer({ min: 0, max: 2 ** 32 - 1 }).map(String)],
  ["date", iso.map((text) => text.slice(0, 10))],
  ["timestamp without time zone", timestamp],
  ["timestamp with time zone", timestamp],
];

/** Zones other than UTC, and years before our era. */
const isRare = (text: string): boolean => /:\d\d(?:\.\d+)?(?:\+02|-05:30|\+00 BC|Z)$/.test(text);

const ofBytes = (codec: Codec, text: string): unknown => {
  // Among other cells, as it comes.
  const bytes = Buffer.from(`12-3${text}4:56+07`);
  return codec.decodeBytes!(bytes, 4, 4 + Buffer.byteLength(text));
};

describe("decodeBytes", () => {
  it.each(printed)("R-TYPE-4 reads %s as decode does", (type, texts) => {
    const codec = codecFor(type);
    const samples = fc.sample(texts, 2_000);
    const answered = samples.filter((text) => ofBytes(codec, text) !== undefined);
    expect(answered).toEqual(samples.filter((text) => !isRare(text)));
    expect(answered.map((text) => ofBytes(codec, text))).toEqual(
      answered.map((text) => codec.decode(text)),
    );
  });

  it.each(printed)("R-TYPE-4 leaves to decode what is no %s", (type) => {
    const codec = codecFor(type);
    const near = fc.string({
      unit: fc.constantFrom(..."0123456789-:. +tTZBCé".split("")),
      maxLength: 32,
    });
    const answered = fc
      .sample(fc.oneof(near, fc.string()), 2_000)
      .filter((text) => ofBytes(codec, text) !== undefined);
    expect(answered.map((text) => ofBytes(codec, text))).toEqual(
      answered.map((text) => codec.decode(text)),
    );
  });

  it("R-TYPE-4 takes the end of a month, leap days and centuries from the calendar", () => {
    const codec = codecFor("date");
    for (let time = Date.UTC(1999, 0, 1); time < Date.UTC(2005, 0, 1); time += 86_400_000) {
      const text = new Date(time).toISOString().slice(0, 10);
      expect(ofBytes(codec, text)).toEqual(new Date(time));
    }
    for (const text of ["1900-02-28", "1900-03-01", "2000-02-29", "2100-03-01", "0001-01-01"])
      expect(ofBytes(codec, text)).toEqual(new Date(`${text}T00:00:00Z`));
  });
});
