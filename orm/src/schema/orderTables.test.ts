import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderTables } from "./orderTables.ts";
import type { EntitySchema } from "./Schema.ts";

type Key = readonly [other: string, notNull: boolean];

function entities(
  tables: Readonly<Record<string, ReadonlyArray<Key>>>,
): Record<string, EntitySchema> {
  return Object.fromEntries(
    Object.entries(tables).map(([type, keys]) => [
      type,
      {
        tag: type,
        schemaName: "public",
        tableName: type,
        id: { column: "id", key: "int", generator: "sequence" },
        fields: Object.fromEntries(
          keys.map(([other, notNull], at) => [
            `key${at}`,
            { kind: "m2o", column: `key${at}`, type: "integer", notNull, other, otherField: "x" },
          ]),
        ),
        timestamps: {},
        uniques: [],
        foreignKeys: {},
      } satisfies EntitySchema,
    ]),
  );
}

describe("orderTables", () => {
  it("R-WRITE-9 parents come before their children, and names decide where that leaves a choice", () => {
    const order = orderTables(
      entities({
        review: [["book", true]],
        book: [["author", true]],
        author: [],
        zone: [],
        area: [],
      }),
    );
    expect(order).toEqual(["area", "author", "book", "review", "zone"]);
  });

  it("R-WRITE-9 in a ring the table with the nullable key comes first", () => {
    const order = orderTables(entities({ book: [["author", true]], author: [["book", false]] }));
    expect(order).toEqual(["author", "book"]);
  });

  it("R-WRITE-9 a reference to the own table does not bind", () => {
    expect(orderTables(entities({ author: [["author", true]] }))).toEqual(["author"]);
  });

  it("R-WRITE-9 without rings of required keys no child ever comes before a required parent", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const name = fc.constantFrom(...names);
    const graph = fc.array(fc.tuple(name, name, fc.boolean()), { maxLength: 20 });
    fc.assert(
      fc.property(graph, (edges) => {
        // Required keys only from later to earlier letters, so that they form no ring.
        const tables = Object.fromEntries(
          names.map((child): [string, Key[]] => [
            child,
            edges
              .filter(([from]) => from === child)
              .map(([from, to, wanted]) => [to, wanted && from > to]),
          ]),
        );
        const order = orderTables(entities(tables));
        const early = Object.entries(tables).flatMap(([child, keys]) =>
          keys.filter(
            ([parent, notNull]) => notNull && order.indexOf(parent) > order.indexOf(child),
          ),
        );
        expect([early, order.toSorted()]).toEqual([[], names]);
      }),
    );
  });
});
