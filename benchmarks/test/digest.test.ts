// What the checksum notices, and what it must not care about.
import { describe, expect, it } from "vitest";
import { digest } from "../scenarios/digest.ts";

const ann = { id: 1, name: "Ann", age: null as number | null | undefined };

describe("digest", () => {
  it("does not care about the order of records or of keys", () => {
    const one = digest([
      ["author", ann],
      ["author", { id: 2, name: "Bob", age: 3 }],
    ]);
    const other = digest([
      ["author", { age: 3, name: "Bob", id: 2 }],
      ["author", ann],
    ]);
    expect(other).toBe(one);
  });

  it.each<[string, ReadonlyArray<readonly [string, object]>]>([
    ["a changed value", [["author", { ...ann, name: "Anne" }]]],
    ["undefined instead of null", [["author", { ...ann, age: undefined }]]],
    ["a missing key", [["author", { id: 1, name: "Ann" }]]],
    ["a number given as text", [["author", { ...ann, id: "1" }]]],
    ["another kind", [["book", ann]]],
    ["no record", []],
    [
      "a record twice",
      [
        ["author", ann],
        ["author", ann],
      ],
    ],
    ["a change further down", [["author", { ...ann, age: { years: 1 } }]]],
  ])("notices %s", (_what, records) => {
    expect(digest(records)).not.toBe(digest([["author", ann]]));
  });

  it("reads nested records whatever the order of their keys", () => {
    expect(digest([["path", { id: 1, publisher: { id: 2, name: "P" } }]])).toBe(
      digest([["path", { publisher: { name: "P", id: 2 }, id: 1 }]]),
    );
  });
});
