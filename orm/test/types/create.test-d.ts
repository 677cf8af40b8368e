// New entities: what options they take, and that everything of them is loaded.
import type { DeepNew, Loaded, New, OptsOf } from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import type { Image } from "../schema/entities/Image.ts";
import type { Publisher } from "../schema/entities/Publisher.ts";
import type { Tag } from "../schema/entities/Tag.ts";

declare const em: EntityManager;

describe("new entities", () => {
  it("R-TLOAD-4 every relation of a created entity is loaded", () => {
    const author = em.create(Author, { firstName: "Ann" });
    expectTypeOf(author).toEqualTypeOf<New<Author>>();
    expectTypeOf(author.books.get).toEqualTypeOf<ReadonlyArray<Book>>();
    expectTypeOf(author.publisher.get).toEqualTypeOf<Publisher | undefined>();
    expectTypeOf(author.image.get).toEqualTypeOf<Image | undefined>();
    const book = em.create(Book, { title: "b1", author });
    expectTypeOf(book.author.get).toEqualTypeOf<Author>();
    expectTypeOf(book.tags.get).toEqualTypeOf<ReadonlyArray<Tag>>();
    expectTypeOf(book.author.get.books).not.toHaveProperty("get");
  });

  it("R-TLOAD-4 a new entity fits wherever it is asked for loaded by one level", () => {
    expectTypeOf<New<Author>>().toExtend<Author>();
    expectTypeOf<New<Author>>().toExtend<Loaded<Author, ["books", "image", "mentor"]>>();
    expectTypeOf<New<Author>>().not.toExtend<Loaded<Author, { books: "reviews" }>>();
    expectTypeOf<Author>().not.toExtend<New<Author>>();
  });

  it("R-TLOAD-4 what a factory gives is loaded at every depth", () => {
    type FromFactory = DeepNew<Author>;
    expectTypeOf<FromFactory>().toExtend<New<Author>>();
    expectTypeOf<FromFactory>().toExtend<
      Loaded<Author, { books: { reviews: { book: "tags" } }; mentor: { mentor: {} } }>
    >();
    expectTypeOf<
      FromFactory["books"]["get"][0]["author"]["get"]["firstName"]
    >().toEqualTypeOf<string>();
  });

  it("R-EM-4/create references are given as entities or ids", () => {
    em.create(Book, { title: "b1", author: "a:1" });
    em.create(Book, { title: "b1", author: em.create(Author, { firstName: "Ann" }) });
    em.create(Author, { firstName: "Ann", publisher: null, books: [], image: undefined });
    expectTypeOf<OptsOf<Book>["author"]>().toEqualTypeOf<Author | Author["id"]>();
  });
});
