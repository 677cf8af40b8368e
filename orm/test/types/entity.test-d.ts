// How generated classes fit the library's types: as entities of their own entity manager, and as arguments to its methods.
import type {
  Em,
  Entity,
  EntityConstructor,
  EntityOrId,
  FilterOf,
  IdOf,
  OptsOf,
  OrderOf,
  Reference,
} from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import type { Book } from "../schema/entities/Book.ts";
import type {
  AuthorFilter,
  AuthorId,
  AuthorOpts,
  AuthorOrder,
} from "../schema/entities/codegen/AuthorCodegen.ts";
import type { Entity as LibraryEntity, EntityManager } from "../schema/entities/codegen/domain.ts";

declare const em: EntityManager;
declare const book: Book;
declare const idOf: <T extends Entity>(reference: Reference<T, Author, never>) => string;

describe("entity classes", () => {
  it("R-ENT-6 an entity is one of the library and one of its domain", () => {
    expectTypeOf<Author>().toExtend<Entity>();
    expectTypeOf<Author>().toExtend<LibraryEntity>();
    expectTypeOf<Author>().not.toExtend<Book>();
    expectTypeOf(Author).toExtend<EntityConstructor<Author>>();
    expectTypeOf(Author).toExtend<EntityConstructor>();
    expectTypeOf(Author).not.toExtend<EntityConstructor<Book>>();
  });

  it("R-ENT-6 an entity knows its own entity manager", () => {
    expectTypeOf<Author["em"]>().toEqualTypeOf<EntityManager>();
    expectTypeOf<EntityManager>().toExtend<Em<unknown, LibraryEntity>>();
  });

  it("R-GEN-12 the types that belong to a class are found by it", () => {
    expectTypeOf<IdOf<Author>>().toEqualTypeOf<AuthorId>();
    expectTypeOf<OptsOf<Author>>().toEqualTypeOf<AuthorOpts>();
    expectTypeOf<FilterOf<Author>>().toEqualTypeOf<AuthorFilter>();
    expectTypeOf<OrderOf<Author>>().toEqualTypeOf<AuthorOrder>();
    expectTypeOf<EntityOrId<Author>>().toEqualTypeOf<Author | AuthorId>();
  });

  it("ids of two entities do not mix, and plain strings are ids", () => {
    expectTypeOf<AuthorId>().toExtend<string>();
    expectTypeOf<string>().toExtend<AuthorId>();
    expectTypeOf<AuthorId>().not.toExtend<IdOf<Book>>();
  });

  it("R-LOAD-1 the type of an entity loaded by its tagged id alone is that of all entities", async () => {
    expectTypeOf(await em.load("a:1")).toEqualTypeOf<LibraryEntity>();
  });

  it("a function over all entities of one kind of relation can be written", () => {
    expectTypeOf(idOf).toBeCallableWith(book.author);
  });

  it("a field has the type of its column, and may be undefined when that may be NULL", () => {
    expectTypeOf<Author["firstName"]>().toEqualTypeOf<string>();
    expectTypeOf<Author["age"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Author["balance"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Author["bornOn"]>().toEqualTypeOf<Date | undefined>();
    expectTypeOf<Author["favoriteColor"]>().toEqualTypeOf<"RED" | "GREEN" | "BLUE" | undefined>();
  });
});
