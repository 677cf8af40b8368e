import { expect, it } from "vitest";
import { shortName } from "./shortName.ts";

it("a name that fits stays as it is", () => {
  expect(shortName("books", "author_id", "index")).toBe("books_author_id_index");
  expect(shortName("a".repeat(63))).toBe("a".repeat(63));
});

it("R-MIG-2: a longer one is cut and ends in a hash of the whole", () => {
  expect(shortName("a".repeat(64))).toBe(`${"a".repeat(54)}_ffe054fe`);
  expect(shortName("a".repeat(64), "b")).not.toBe(shortName("a".repeat(64), "c"));
});

it.each(["ö", "€", "😀", "👩‍🚀", "a😀"])(
  "R-MIG-2: a name of %s is never longer than 63 bytes nor cut inside a character",
  (character) => {
    const lengths = Array.from({ length: 90 }, (_, length) => character.repeat(length));
    const short = lengths.map((name) => shortName(name));
    expect(short.filter((name) => Buffer.byteLength(name) > 63)).toEqual([]);
    expect(short.filter((name) => !name.isWellFormed())).toEqual([]);
    expect(new Set(short).size).toBe(lengths.length);
  },
);
