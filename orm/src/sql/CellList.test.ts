// What a list writes into the bytes that leave is its literal.
import { array, assert, oneof, option, property, string } from "fast-check";
import { expect, it } from "vitest";
import { arrayLiteral } from "./arrayLiteral.ts";
import { CellList } from "./CellList.ts";

function written(list: CellList): string {
  const bytes = Buffer.alloc(list.room + 2);
  const end = list.writeTo(bytes, 1);
  return bytes.toString("utf8", 1, end);
}

it("a list of cells writes what its literal is, into no more room than it asked for", () => {
  const long = string({ minLength: 97, maxLength: 200, unit: "binary" });
  const mixed = string({ unit: "binary" });
  const cells = array(option(oneof(mixed, string(), long, string({ unit: "grapheme" }))));
  assert(
    property(cells, (some) => {
      const list = new CellList(some);
      // Halves of characters cannot be sent.
      const literal = Buffer.from(arrayLiteral(some)).toString();
      expect([written(list), list.toString()]).toEqual([literal, arrayLiteral(some)]);
      expect(Buffer.byteLength(literal)).toBeLessThanOrEqual(list.room);
    }),
    { numRuns: 1_000 },
  );
});

it("a list of cells escapes what stands between others, beyond ASCII and in long ones", () => {
  const texts = ['a"b', "a\\b", 'é"é', "", null, `${"x".repeat(120)}"`, "NULL", "😀\\"];
  expect([
    written(new CellList(texts)),
    written(new CellList([])),
    written(new CellList([null])),
  ]).toEqual([arrayLiteral(texts), "{}", "{NULL}"]);
});
