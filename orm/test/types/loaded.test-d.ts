// What a hint makes of an entity's type: which members have `get`, at which depth, and what fits where.
import type {
  Collection,
  Loaded,
  LoadedCollection,
  LoadedManyToOneReference,
  LoadedOneToOneReference,
  LoadHint,
  NotLoaded,
} from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import type { Image } from "../schema/entities/Image.ts";
import type { Publisher } from "../schema/entities/Publisher.ts";
import type { Review } from "../schema/entities/Review.ts";
import type { Tag } from "../schema/entities/Tag.ts";

declare const em: EntityManager;

describe("before a load", () => {
  it("R-REL-1 a relation offers load, and its name carries the remedy", async () => {
    const author = await em.load(Author, "a:1");
    expectTypeOf(author).toEqualTypeOf<Author>();
    expectTypeOf(author.books).toEqualTypeOf<
      NotLoaded<"books", "add it to populate", Collection<Author, Book>>
    >();
    expectTypeOf(author.books).not.toHaveProperty("get");
    expectTypeOf(author.publisher).not.toHaveProperty("get");
    expectTypeOf(author.image).not.toHaveProperty("get");
    expectTypeOf(await author.books.load()).toEqualTypeOf<ReadonlyArray<Book>>();
    expectTypeOf(await author.publisher.load()).toEqualTypeOf<Publisher | undefined>();
    expectTypeOf(await author.image.load()).toEqualTypeOf<Image | undefined>();
  });

  it("R-REL-1 the id of a many-to-one is known without a load", async () => {
    const book = await em.load(Book, "b:1");
    expectTypeOf(book.author.id).toEqualTypeOf<Author["id"]>();
    expectTypeOf(book.author.idMaybe).toEqualTypeOf<Author["id"] | undefined>();
  });
});

describe("what a hint may name", () => {
  it("R-TLOAD-1 the relations of the class and nothing else", () => {
    type Key = Extract<LoadHint<Author>, string>;
    expectTypeOf<Key>().toEqualTypeOf<
      | "books"
      | "image"
      | "mentees"
      | "menteesRecursive"
      | "mentor"
      | "mentorsRecursive"
      | "publisher"
    >();
    expectTypeOf<Extract<LoadHint<Book>, string>>().toEqualTypeOf<
      "author" | "events" | "reviews" | "tags"
    >();
  });

  it("R-TLOAD-1 hand-written relations too", () => {
    abstract class Shelf extends Author {
      abstract readonly favorites: Collection<Shelf, Book>;
      readonly motto: string = "";
    }
    expectTypeOf<Extract<LoadHint<Shelf>, string>>().toEqualTypeOf<
      | "books"
      | "favorites"
      | "image"
      | "mentees"
      | "menteesRecursive"
      | "mentor"
      | "mentorsRecursive"
      | "publisher"
    >();
  });
});

describe("after a load", () => {
  it("R-TLOAD-2 a name loads one relation", async () => {
    const author = await em.load(Author, "a:1", "books");
    expectTypeOf(author).toEqualTypeOf<Loaded<Author, "books">>();
    expectTypeOf(author.books).toExtend<LoadedCollection<Author, Book>>();
    expectTypeOf(author.books.get).toEqualTypeOf<ReadonlyArray<Book>>();
    expectTypeOf(author.books.get[0]!.reviews).not.toHaveProperty("get");
    expectTypeOf(author.publisher).not.toHaveProperty("get");
  });

  it("R-TLOAD-2 a list loads several", async () => {
    const author = await em.load(Author, "a:1", ["books", "publisher", "image"]);
    expectTypeOf(author.books.get).toEqualTypeOf<ReadonlyArray<Book>>();
    expectTypeOf(author.publisher.get).toEqualTypeOf<Publisher | undefined>();
    expectTypeOf(author.image.get).toEqualTypeOf<Image | undefined>();
    expectTypeOf(author.mentor).not.toHaveProperty("get");
    expectTypeOf(author.publisher).toExtend<
      LoadedManyToOneReference<Author, Publisher, undefined>
    >();
    expectTypeOf(author.image).toExtend<LoadedOneToOneReference<Author, Image>>();
  });

  it("R-TLOAD-2 an object loads at any depth", async () => {
    const author = await em.load(Author, "a:1", {
      books: { reviews: {}, tags: "books" },
      publisher: {},
    });
    const [book] = author.books.get;
    expectTypeOf(book!.reviews.get).toEqualTypeOf<ReadonlyArray<Review>>();
    expectTypeOf(book!.tags.get[0]!.name).toEqualTypeOf<string>();
    expectTypeOf(book!.tags.get[0]!.books.get).toEqualTypeOf<ReadonlyArray<Book>>();
    expectTypeOf(book!.author).not.toHaveProperty("get");
    expectTypeOf(author.publisher.get?.name).toEqualTypeOf<string | undefined>();
  });

  it("R-TLOAD-2 a reference by a NOT NULL column is never undefined, at any depth", async () => {
    const book = await em.load(Book, "b:1", { author: "publisher" });
    expectTypeOf(book.author.get).toEqualTypeOf<Loaded<Author, "publisher">>();
    expectTypeOf(book.author.get.publisher.get).toEqualTypeOf<Publisher | undefined>();
  });

  it("R-TLOAD-2 every way of loading gives the same type", async () => {
    type Expected = Loaded<Author, "books">;
    const author = await em.load(Author, "a:1");
    expectTypeOf(await em.loadAll(Author, ["a:1"], "books")).toEqualTypeOf<Expected[]>();
    expectTypeOf(await em.loadAllIfExists(Author, ["a:1"], "books")).toEqualTypeOf<Expected[]>();
    expectTypeOf(await em.populate(author, "books")).toEqualTypeOf<Expected>();
    expectTypeOf(await em.populate([author], "books")).toEqualTypeOf<Expected[]>();
    expectTypeOf(await author.populate("books")).toEqualTypeOf<Expected>();
    const options = { populate: "books" } as const;
    expectTypeOf(await em.find(Author, {}, options)).toEqualTypeOf<Expected[]>();
    expectTypeOf(await em.findOne(Author, {}, options)).toEqualTypeOf<Expected | undefined>();
    expectTypeOf(await em.findOneOrFail(Author, {}, options)).toEqualTypeOf<Expected>();
  });

  it("R-LOAD-6 populating twice keeps what the first loaded", async () => {
    const author = await em.load(Author, "a:1", "books");
    const more = await em.populate(author, { publisher: {}, books: "tags" });
    expectTypeOf(more.publisher.get).toEqualTypeOf<Publisher | undefined>();
    expectTypeOf(more.books.get[0]!.tags.get[0]!).toExtend<Tag>();
  });

  it("R-FIND-1/find, R-EM-4/find finds without a hint load nothing", async () => {
    expectTypeOf(await em.find(Author, { firstName: "Ann" })).toEqualTypeOf<Author[]>();
    const [author] = await em.find(Author, {}, { limit: 1, orderBy: { age: "DESC" } });
    expectTypeOf(author!).toExtend<Author>();
    expectTypeOf(author!.books).not.toHaveProperty("get");
  });
});

describe("what fits where", () => {
  it("R-TLOAD-2 loaded with more fits where loaded with less is asked for", () => {
    type Deep = Loaded<Author, { books: { reviews: {}; tags: {} }; publisher: {} }>;
    expectTypeOf<Deep>().toExtend<Author>();
    expectTypeOf<Deep>().toExtend<Loaded<Author, "books">>();
    expectTypeOf<Deep>().toExtend<Loaded<Author, ["books", "publisher"]>>();
    expectTypeOf<Deep>().toExtend<Loaded<Author, { books: "reviews" }>>();
    expectTypeOf<Deep>().toExtend<Loaded<Author, { books: ["tags", "reviews"] }>>();
  });

  it("R-TLOAD-2 loaded with less does not fit where loaded with more is asked for", () => {
    expectTypeOf<Author>().not.toExtend<Loaded<Author, "books">>();
    expectTypeOf<Loaded<Author, "books">>().not.toExtend<Loaded<Author, "publisher">>();
    expectTypeOf<Loaded<Author, "books">>().not.toExtend<Loaded<Author, { books: "reviews" }>>();
    expectTypeOf<Loaded<Author, { books: "reviews" }>>().not.toExtend<
      Loaded<Author, { books: "tags" }>
    >();
  });

  it("R-TLOAD-2 the three spellings of a hint are one type", () => {
    expectTypeOf<Loaded<Author, "books">>().toExtend<Loaded<Author, { books: {} }>>();
    expectTypeOf<Loaded<Author, { books: {} }>>().toExtend<Loaded<Author, ["books"]>>();
    expectTypeOf<Loaded<Author, ["books"]>>().toExtend<Loaded<Author, "books">>();
  });
});
