// What copies look like: loaded by the hint that they were made with.
import type { Loaded } from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import type { Author } from "../schema/entities/Author.ts";
import type { EntityManager, Entity } from "../schema/entities/codegen/domain.ts";
import type { Comment } from "../schema/entities/Comment.ts";
import type { Review } from "../schema/entities/Review.ts";

declare const em: EntityManager;
declare const author: Author;

describe("fork and importEntity", () => {
  it("R-FORK-1 a fork is an em of the same class", () => {
    expectTypeOf(em.fork()).toEqualTypeOf<EntityManager>();
  });

  it("R-FORK-4 what is imported is loaded as the hint says", () => {
    expectTypeOf(em.importEntity(author)).toEqualTypeOf<Author>();
    expectTypeOf(em.importEntity(author, { books: {} })).toEqualTypeOf<
      Loaded<Author, { readonly books: object }>
    >();
  });
});

describe("clone", () => {
  it("R-CLONE-1 gives what the hint loaded, one for one and a list for a list", () => {
    expectTypeOf(em.clone(author)).resolves.toEqualTypeOf<Author>();
    expectTypeOf(em.clone([author])).resolves.toEqualTypeOf<Author[]>();
    expectTypeOf(em.clone(author, { deep: { books: "reviews" } })).resolves.toEqualTypeOf<
      Loaded<Author, { readonly books: "reviews" }>
    >();
    expectTypeOf(em.clone([author], { deep: "books" })).resolves.toEqualTypeOf<
      Loaded<Author, "books">[]
    >();
  });

  it("R-CLONE-1 what was copied along can be read at once", async () => {
    const copy = await em.clone(author, { deep: { books: "reviews" } });
    expectTypeOf(copy.books.get[0]!.reviews.get).toEqualTypeOf<ReadonlyArray<Review>>();
    expectTypeOf(copy.books.get[0]!.tags).not.toHaveProperty("get");
  });

  it("R-CLONE-3 R-CLONE-4 callbacks are given any entity of the domain", () => {
    void em.clone(author, {
      deep: "books",
      skipIf: (entity) => {
        expectTypeOf(entity).toEqualTypeOf<Entity>();
        return false;
      },
      postClone: (from, to) => {
        expectTypeOf(from).toEqualTypeOf<Entity>();
        expectTypeOf(to).toEqualTypeOf<Entity>();
      },
    });
  });

  it("R-CLONE-3 the keys to skip are those of what is copied, at any depth", () => {
    type Skips = Parameters<typeof em.clone<Author>>[1];
    expectTypeOf({ skip: "firstName" } as const).toExtend<Skips>();
    expectTypeOf({ skip: ["firstName", "books"] } as const).toExtend<Skips>();
    expectTypeOf({
      skip: { books: { title: true, tags: "name" }, mentor: ["age"] },
    } as const).toExtend<Skips>();
    type SkipsOfComment = Parameters<typeof em.clone<Comment>>[1];
    expectTypeOf({ skip: { parent: "title" } } as const).toExtend<SkipsOfComment>();
  });
});
