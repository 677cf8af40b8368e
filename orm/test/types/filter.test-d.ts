// What `em.find` accepts as filter and order.
import type { CollectionFilter, EntityFilter, FilterOf, ValueFilter } from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import type { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import type { Image } from "../schema/entities/Image.ts";
import type { Publisher } from "../schema/entities/Publisher.ts";

declare const em: EntityManager;
type AuthorFilter = FilterOf<Author>;

describe("filters", () => {
  it("a column takes a value, a list or operators, and null where it can be NULL", () => {
    expectTypeOf<Required<AuthorFilter>["age"]>().toEqualTypeOf<
      ValueFilter<number, null> | undefined
    >();
    expectTypeOf<5>().toExtend<ValueFilter<number, never>>();
    expectTypeOf<readonly [5, 6]>().toExtend<ValueFilter<number, never>>();
    expectTypeOf<{ gte: 5; lt: undefined }>().toExtend<ValueFilter<number, never>>();
    expectTypeOf<null>().toExtend<ValueFilter<number, null>>();
    expectTypeOf<null>().not.toExtend<ValueFilter<number, never>>();
    expectTypeOf<"x">().not.toExtend<ValueFilter<number, null>>();
    expectTypeOf<{ gt: null }>().not.toExtend<ValueFilter<number, null>>();
  });

  it("a reference takes an entity, an id, lists of them, whether there is one, or a filter", () => {
    type Filter = EntityFilter<Publisher, null>;
    expectTypeOf<Publisher>().toExtend<Filter>();
    expectTypeOf<"p:1">().toExtend<Filter>();
    expectTypeOf<null>().toExtend<Filter>();
    expectTypeOf<true>().toExtend<Filter>();
    expectTypeOf<ReadonlyArray<Publisher | "p:1">>().toExtend<Filter>();
    expectTypeOf<{ name: "P"; authors: { firstName: "Ann" } }>().toExtend<Filter>();
    expectTypeOf<null>().not.toExtend<EntityFilter<Publisher, never>>();
    expectTypeOf<Image>().not.toExtend<Filter>();
  });

  it("a collection takes a member, ids, or a filter that one member matches", () => {
    type Filter = CollectionFilter<Book>;
    expectTypeOf<Book>().toExtend<Filter>();
    expectTypeOf<readonly ["b:1"]>().toExtend<Filter>();
    expectTypeOf<{ title: "t"; reviews: { rating: { gte: 3 } } }>().toExtend<Filter>();
    expectTypeOf<null>().not.toExtend<Filter>();
  });

  it("every condition may be undefined", async () => {
    const title: string | undefined = undefined;
    expectTypeOf(
      await em.find(Book, { title, author: { publisher: undefined }, tags: undefined }),
    ).toEqualTypeOf<Book[]>();
  });

  it("an order goes by columns and through references", async () => {
    const found = await em.find(
      Book,
      {},
      { orderBy: [{ author: { publisher: { name: "ASC" } } }, { title: "DESC NULLS LAST" }] },
    );
    expectTypeOf(found[0]!).toExtend<Book>();
  });
});
