// New entities: what options they take, and that everything of them is loaded.
import type { DeepNew, Loaded, New, OptsOf } from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import type { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Image } from "../schema/entities/Image.ts";
import type { Publisher } from "../schema/entities/Publisher.ts";
import type { Review } from "../schema/entities/Review.ts";
import type { Tag } from "../schema/entities/Tag.ts";

declare const em: EntityManager;

describe("new entities", () => {
  it("R-TLOAD-4 every relation of a created entity is loaded", () => {
    const author = em.create(Author, { firstName: "Ann" });
    expectTypeOf(author).toEqualTypeOf<New<Author>>();
    expectTypeOf(author.books.get).toEqualTypeOf<ReadonlyArray<Book>>();
    expectTypeOf(author.publisher.get).toEqualTypeOf<Publisher | undefined>();
    expectTypeOf(author.image.get).toEqualTypeOf<Image | undefined>();
    const book = em.create(Book, { title: "b1", author: author as Author });
    expectTypeOf(book.author.get).toEqualTypeOf<Author>();
    expectTypeOf(book.tags.get).toEqualTypeOf<ReadonlyArray<Tag>>();
    expectTypeOf(book.author.get.books).not.toHaveProperty("get");
  });

  it("R-TLOAD-4 what a created entity was given is as much loaded behind it as it was before", async () => {
    const author = await em.load(Author, "a:1", { publisher: {}, books: "reviews" });
    const book = em.create(Book, { title: "b1", author });
    expectTypeOf(book.author.get.publisher.get).toEqualTypeOf<Publisher | undefined>();
    expectTypeOf(book.author.get.books.get[0]!.reviews.get).toEqualTypeOf<ReadonlyArray<Review>>();
    expectTypeOf(book.author.get.image).not.toHaveProperty("get");
    const image = em.create(Image, {
      fileName: "i",
      author: em.create(Author, { firstName: "b" }),
    });
    expectTypeOf(image.author.get.books.get).toEqualTypeOf<ReadonlyArray<Book>>();
    const other = em.create(Author, { firstName: "c", books: author.books.get, image });
    expectTypeOf(other.books.get[0]!.reviews.get).toEqualTypeOf<ReadonlyArray<Review>>();
    expectTypeOf(other.image.get!.author.get.firstName).toEqualTypeOf<string>();
    // What came by id, as nothing, or in an empty list says nothing.
    const plain = em.create(Author, {
      firstName: "d",
      publisher: undefined,
      books: [],
      mentor: "a:1",
    });
    expectTypeOf(plain.books.get).toEqualTypeOf<ReadonlyArray<Book>>();
    expectTypeOf(plain.publisher.get).toEqualTypeOf<Publisher | undefined>();
    expectTypeOf(plain.mentor.get).toEqualTypeOf<Author | undefined>();
    expectTypeOf(
      em.create(Comment, { body: "c", parent: book as never as Article }).parent.get,
    ).toExtend<Article>();
    expectTypeOf(book).toExtend<Book>();
    expectTypeOf(book).toExtend<New<Book>>();
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
