// What factories take and give, and what an entity may be compared with.
import type { DeepNew, Entity } from "kingpost";
import type { Factory, FactoryOpts, MatchedEntity } from "kingpost/tests";
import { describe, expectTypeOf, it } from "vitest";
import type { Author } from "../schema/entities/Author.ts";
import type { Book } from "../schema/entities/Book.ts";
import type { newAuthor } from "../schema/entities/factories/newAuthor.ts";
import type { Image } from "../schema/entities/Image.ts";
import type { Publisher } from "../schema/entities/Publisher.ts";

declare const author: Author;
declare const book: Book;
declare const publisher: Publisher;

describe("options of a factory", () => {
  it("R-FAC-2 nothing is required, fields have the types of create", () => {
    expectTypeOf<object>().toExtend<FactoryOpts<Author>>();
    expectTypeOf<FactoryOpts<Author>["firstName"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<FactoryOpts<Author>["age"]>().toEqualTypeOf<number | null | undefined>();
    expectTypeOf<FactoryOpts<Author>["favoriteColor"]>().toEqualTypeOf<
      "BLUE" | "GREEN" | "RED" | null | undefined
    >();
    expectTypeOf<FactoryOpts<Author>>().not.toHaveProperty("createdAt");
  });

  it("R-FAC-2 relations take entities, ids, temporary names, numbers and options at any depth", () => {
    type Opts = FactoryOpts<Author>;
    expectTypeOf({ publisher }).toExtend<Opts>();
    expectTypeOf({ publisher: "p#1", mentor: 5, image: { fileName: "i" } }).toExtend<Opts>();
    expectTypeOf({ books: [book, "b:1", { reviews: [{ rating: 3 }, {}] }] }).toExtend<Opts>();
    expectTypeOf({ publisher: null, image: null }).toExtend<Opts>();
    expectTypeOf({ author: null }).not.toExtend<FactoryOpts<Book>>();
    expectTypeOf({ books: null }).not.toExtend<Opts>();
    expectTypeOf({ publisher: author }).not.toExtend<Opts>();
    expectTypeOf({ books: [{ reviews: [{ rating: "3" }] }] }).not.toExtend<Opts>();
  });

  it("R-FAC-6 `use` takes entities of any type", () => {
    expectTypeOf({ use: author }).toExtend<FactoryOpts<Book>>();
    expectTypeOf({ use: [author, publisher] }).toExtend<FactoryOpts<Book>>();
  });
});

describe("what a factory gives", () => {
  it("R-FAC-1 everything is loaded at every depth", () => {
    expectTypeOf<ReturnType<typeof newAuthor>>().toEqualTypeOf<DeepNew<Author>>();
    type FirstBook = DeepNew<Author>["books"]["get"][number];
    expectTypeOf<FirstBook["author"]["get"]["image"]["get"]>().toExtend<Image | undefined>();
    expectTypeOf<FirstBook["tags"]["get"][number]["books"]["get"]>().toExtend<
      ReadonlyArray<Book>
    >();
  });

  it("any function of an em and options can be registered", () => {
    expectTypeOf<typeof newAuthor>().toExtend<Factory>();
    expectTypeOf<(em: never, name: string) => Entity>().toExtend<Factory>();
    expectTypeOf<(em: never) => string>().not.toExtend<Factory>();
  });
});

describe("what an entity is compared with", () => {
  it("R-MATCH-2 its members, relations by what they lead to", () => {
    type Expected = MatchedEntity<Author>;
    expectTypeOf({ firstName: "a", publisher, books: [{ title: "b" }, book] }).toExtend<Expected>();
    expectTypeOf({ publisher: { name: "P" }, image: null, age: null }).toExtend<Expected>();
    expectTypeOf({ firstName: 1 }).not.toExtend<Expected>();
    expectTypeOf({ books: [publisher] }).not.toExtend<Expected>();
    expectTypeOf({ publisher: { nam: "P" } }).not.toExtend<Expected>();
  });

  it("R-MATCH-3 an entity of its type, or an id", () => {
    expectTypeOf<Author>().toExtend<MatchedEntity<Author>>();
    expectTypeOf<"a:1">().toExtend<MatchedEntity<Author>>();
    expectTypeOf<Book>().not.toExtend<MatchedEntity<Author>>();
    expectTypeOf<readonly [Author, "a:2", { firstName: "c" }]>().toExtend<
      MatchedEntity<ReadonlyArray<Author>>
    >();
  });
});
