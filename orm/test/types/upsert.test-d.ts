// What em.upsert and setDeepPartial take: every option, nested, with ids and markers.
import type { DeepPartialOrNull } from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import type { Book } from "../schema/entities/Book.ts";
import type { AuthorId } from "../schema/entities/codegen/AuthorCodegen.ts";
import type { BookId } from "../schema/entities/codegen/BookCodegen.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import type { PublisherId } from "../schema/entities/codegen/PublisherCodegen.ts";
import { Comment } from "../schema/entities/Comment.ts";
import type { Dog } from "../schema/entities/Dog.ts";
import { Keeper } from "../schema/entities/Keeper.ts";
import type { Publisher } from "../schema/entities/Publisher.ts";
import type { Topic } from "../schema/entities/Topic.ts";

declare const em: EntityManager;
declare const author: Author;
declare const book: Book;
declare const publisher: Publisher;
declare const topic: Topic;
declare const dog: Dog;

type Input = DeepPartialOrNull<Author>;

describe("nested input", () => {
  it("R-UPS-2 every option may be left out, undefined or null, the id too", () => {
    expectTypeOf<object>().toExtend<Input>();
    expectTypeOf<Input["firstName"]>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<Input["age"]>().toEqualTypeOf<number | null | undefined>();
    expectTypeOf<Input["id"]>().toEqualTypeOf<AuthorId | null | undefined>();
    expectTypeOf<Input["publisherId"]>().toEqualTypeOf<PublisherId | null | undefined>();
    expectTypeOf<Input["bookIds"]>().toEqualTypeOf<ReadonlyArray<BookId> | null | undefined>();
    expectTypeOf<Input>().not.toHaveProperty("createdAt");
    expectTypeOf<Input>().not.toHaveProperty("menteesRecursive");
  });

  it("R-UPS-1 relations take entities, ids and input, as deep as it goes; the call gives the entity", () => {
    const made = em.upsert(Author, {
      firstName: "a",
      publisher,
      mentor: "a:1",
      image: { fileName: "f", author: { publisher: { name: null } } },
      books: [book, "b:1", { title: "t", reviews: [{ rating: 5 }, "r:1"], tags: [{ name: "t" }] }],
    });
    expectTypeOf(made).resolves.toEqualTypeOf<Author>();
    expectTypeOf(author.setDeepPartial({ books: null })).resolves.toEqualTypeOf<void>();
    expectTypeOf<Publisher>().toExtend<NonNullable<Input["publisher"]>>();
    expectTypeOf<Book>().not.toExtend<NonNullable<Input["publisher"]>>();
  });

  it("R-UPS-7, R-UPS-8 members carry markers, and so do references", () => {
    void em.upsert(Author, {
      books: [{ op: "include", title: "t" }, { op: "remove", id: "b:1" }, { op: "incremental" }],
      publisher: { delete: true },
      image: { op: "delete" },
    });
    void em.upsert(Author, {
      books: [
        { id: "b:1", delete: true },
        { id: "b:2", remove: true, op: null },
      ],
    });
    void em.upsert(Article, { colors: ["RED", { op: "remove", code: "BLUE" }] });
    expectTypeOf<Input>().not.toHaveProperty("op");
  });

  it("R-UPS-9 polymorphic references take entities and ids of each type, and input that says its type", () => {
    const made = [
      em.upsert(Comment, { parent: topic }),
      em.upsert(Comment, { parent: "to:1", parentId: null }),
      em.upsert(Comment, { parent: { type: "Topic", name: "n" } }),
      em.upsert(Comment, { parent: { id: "cm:1", body: "b" } }),
    ];
    expectTypeOf(made).toEqualTypeOf<Array<Promise<Comment>>>();
  });

  it("R-UPS-2 where a type is extended, input may be of those that extend it", () => {
    const made = em.upsert(Keeper, {
      animals: [
        dog,
        { type: "Dog", name: "d", breed: "b" },
        { type: "Cat", lives: 3 },
        { name: "n" },
      ],
    });
    expectTypeOf(made).resolves.toEqualTypeOf<Keeper>();
  });
});
