// The columns of aliases, and the filters that a column's type gives.
import {
  alias,
  aliases,
  type ColumnCondition,
  type EntityAlias,
  type FilterOf,
  type JsonAlias,
} from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import type { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Packet } from "../schema/entities/Packet.ts";
import { Publisher } from "../schema/entities/Publisher.ts";

describe("aliases", () => {
  it("R-COND-4 members take values and columns of their own type, and references take entities and ids", () => {
    const [b, p] = aliases(Book, Publisher);
    expectTypeOf(b.author).toEqualTypeOf<EntityAlias<Author>>();
    expectTypeOf(b.title.eq("x")).toEqualTypeOf<ColumnCondition | undefined>();
    expectTypeOf<Parameters<typeof b.title.eq>[0]>().not.toExtend<number>();
    expectTypeOf<typeof p.name>().toExtend<Parameters<typeof b.title.eq>[0]>();
    expectTypeOf<typeof b.position>().not.toExtend<Parameters<typeof b.title.eq>[0]>();
    expectTypeOf<null>().not.toExtend<Parameters<typeof b.title.eq>[0]>();
    expectTypeOf<null>().toExtend<Parameters<typeof b.notes.eq>[0]>();
  });

  it("R-FILT-9 documents have paths", () => {
    const k = alias(Packet);
    expectTypeOf(k.profile.path("address", "zip")).toEqualTypeOf<JsonAlias>();
  });

  it("R-FILT-1 a column's filter has the operators of its type", () => {
    type Filter = FilterOf<Packet>;
    expectTypeOf<{ select: { search: "x" } }>().toExtend<Filter>();
    expectTypeOf<{ labels: { contains: ["a"]; isEmpty: false } }>().toExtend<Filter>();
    expectTypeOf<{ address: { within: "10.0.0.0/8" } }>().toExtend<Filter>();
    expectTypeOf<{ words: { matches: "x" } }>().toExtend<Filter>();
    expectTypeOf<{ fromCity: { ne: "ci:1" }; stamps: { count: { gte: 1 } } }>().toExtend<Filter>();
    expectTypeOf<{ or: readonly [{ order: 1 }, { not: { order: 2 } }] }>().toExtend<Filter>();
    expectTypeOf<{ order: "1" }>().not.toExtend<Filter>();
  });
});
