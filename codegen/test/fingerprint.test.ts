import { expect, it } from "vitest";
import { reliedOn } from "../src/plan/reliedOn.ts";
import { modelOf } from "./modelOf.ts";
import type { ShortTable } from "./schemaOf.ts";

const base: Readonly<Record<string, ShortTable>> = {
  authors: { columns: { name: "text!" } },
  books: { columns: { title: "text", author_id: "-> authors!", color_id: "-> colors" } },
  colors: {
    columns: { code: "text!", name: "text!" },
    rows: [{ id: "1", code: "RED", name: "Red" }],
  },
};
const original = reliedOn(modelOf(base));

function withTable(name: string, more: ShortTable): string {
  return reliedOn(modelOf({ ...base, [name]: { ...base[name], ...more } }));
}

it("R-SNAP-4: the fingerprint is made of what the code relies on", () => {
  const changed = {
    type: withTable("authors", { columns: { name: "character varying!" } }),
    nullability: withTable("authors", { columns: { name: "text" } }),
    column: withTable("authors", { columns: { name: "text!", age: "integer" } }),
    unique: withTable("authors", { columns: { name: "text! unique" } }),
    default: withTable("authors", { columns: { name: "text! = 'x'::text" } }),
    row: withTable("colors", { rows: [{ id: "2", code: "RED", name: "Red" }] }),
    table: reliedOn(modelOf({ ...base, tags: {} })),
  };
  const same = Object.entries(changed).filter(([, text]) => text === original);
  expect(same).toEqual([]);
  expect(new Set(Object.values(changed)).size).toBe(7);
});

it("R-SNAP-4: comments, indexes for speed, names and tags that only the code has are not part of it", () => {
  const index = { name: "i", method: "btree", columns: ["title"] };
  expect({
    comment: withTable("authors", { comments: { name: "The name." } }),
    index: withTable("books", { indexes: [index] }),
    names: reliedOn(
      modelOf(base, {
        entities: {
          Zoo: { tableName: "authors", tag: "z", fields: { name: { name: "label" } } },
          Book: { orderBy: "title", relations: { author: { otherName: "works" } } },
        },
      }),
    ),
  }).toEqual({ comment: original, index: original, names: original });
});
