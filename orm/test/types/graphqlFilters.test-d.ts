import type { GraphQLFilterOf } from "kingpost";
import { findGql } from "kingpost/graphql";
import { describe, expectTypeOf, it } from "vitest";
import type { Animal } from "../schema/entities/Animal.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { AuthorId } from "../schema/entities/codegen/AuthorCodegen.ts";
import type { BookGraphQLFilter, BookId } from "../schema/entities/codegen/BookCodegen.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import type { Comment } from "../schema/entities/Comment.ts";

declare const em: EntityManager;

describe("types of filters from GraphQL", () => {
  it("R-FILT-11 R-GEN-11 every entity has one, by its name", () => {
    expectTypeOf<BookGraphQLFilter>().toEqualTypeOf<GraphQLFilterOf<Book>>();
  });

  it("R-FILT-11 null may stand everywhere", async () => {
    const filter: BookGraphQLFilter = {
      id: null,
      title: { search: null, in: null, eq: "x" },
      author: { age: { gte: null }, publisher: null, books: { some: { title: null }, none: null } },
      tags: null,
      or: [null, { title: null, not: null }],
      and: null,
    };
    expectTypeOf(await findGql(em, Book, filter)).toEqualTypeOf<Book[]>();
    expectTypeOf(await findGql(em, Author, null)).toEqualTypeOf<Author[]>();
    expectTypeOf<Exclude<BookGraphQLFilter["version"], object>>().toEqualTypeOf<
      number | null | undefined
    >();
  });

  it("R-FILT-11 what a find takes, GraphQL may send", () => {
    expectTypeOf<{ title: "x"; author: { firstName: "y" } }>().toExtend<BookGraphQLFilter>();
    expectTypeOf<{ author: Author }>().toExtend<BookGraphQLFilter>();
    expectTypeOf<{ author: "a:1"; reviews: boolean }>().toExtend<BookGraphQLFilter>();
  });

  it("R-FILT-11 references have keys by their ids, and nothing else has", () => {
    type Ids = Extract<keyof BookGraphQLFilter, `${string}Id`>;
    expectTypeOf<Ids>().toEqualTypeOf<"authorId">();
    expectTypeOf<AuthorId | null | undefined>().toExtend<BookGraphQLFilter["authorId"]>();
    expectTypeOf<BookId>().not.toExtend<BookGraphQLFilter["authorId"]>();
    expectTypeOf<{ authorId: { eq: null; in: AuthorId[] } }>().toExtend<BookGraphQLFilter>();
    const nested: GraphQLFilterOf<Author> = { books: { authorId: ["a:1", null], title: null } };
    const polymorphic: GraphQLFilterOf<Comment> = {
      parentId: "com:1",
      parentComment: { parentId: null, body: { search: null } },
    };
    expectTypeOf(nested).not.toBeNever();
    expectTypeOf(polymorphic).not.toBeNever();
    expectTypeOf<{ type: null; dog: { name: null } }>().toExtend<GraphQLFilterOf<Animal>>();
    expectTypeOf<{ dog: { nope: null } }>().not.toExtend<GraphQLFilterOf<Animal>>();
  });
});
