// What hooks and defaults are given, and what they may give back.
import type { ConfigApi, LoadedCollection } from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import type { Author } from "../schema/entities/Author.ts";
import type { Book } from "../schema/entities/Book.ts";
import type { Publisher } from "../schema/entities/Publisher.ts";

interface Context {
  readonly user: string;
}

declare const config: ConfigApi<Author, Context>;
declare const bookConfig: ConfigApi<Book, Context>;

describe("hooks", () => {
  it("R-HOOK-1 R-HOOK-4 are given the entity with what the hint names loaded, and the context", () => {
    config.beforeFlush((author, ctx) => {
      expectTypeOf(author).toEqualTypeOf<Author>();
      expectTypeOf(ctx).toEqualTypeOf<Context>();
    });
    config.beforeUpdate({ books: "tags", publisher: {} }, async (author, ctx) => {
      expectTypeOf(author.publisher.get).toExtend<Publisher | undefined>();
      expectTypeOf(author.books).toExtend<LoadedCollection<Author, Book>>();
      expectTypeOf(author.books.get[0]!.tags.get[0]!.name).toEqualTypeOf<string>();
      expectTypeOf(ctx.user).toEqualTypeOf<string>();
      await Promise.resolve();
    });
    config.afterCommit("books", (author) => author.books.get.length);
  });
});

describe("defaults", () => {
  it("R-CFG-1/setDefault takes a value of the field, or a function that gives one or none", () => {
    config.setDefault("firstName", "Ann");
    config.setDefault("age", (author) => {
      expectTypeOf(author).toEqualTypeOf<Author>();
      return author.lastName === undefined ? undefined : 40;
    });
  });

  it("R-DEF-4 with a hint sees what that names, and may give an entity as it sees it", () => {
    bookConfig.setDefault("title", { author: "firstName" }, (book, ctx) => {
      expectTypeOf(book.author.get.firstName).toEqualTypeOf<string>();
      expectTypeOf(ctx).toEqualTypeOf<Context>();
      return `by ${book.author.get.firstName}`;
    });
    config.setDefault("publisher", { mentor: "publisher" }, async (author) => {
      await Promise.resolve();
      return author.mentor.get?.publisher.get;
    });
  });
});
