// What a reactive hint may name, and what an entity looks like to a function that has one.
import type {
  Loaded,
  MaybeReactedEntity,
  Reactable,
  Reacted,
  ReactiveHint,
  ShallowReactiveHint,
  ValidationRuleResult,
} from "kingpost";
import { describe, expectTypeOf, it } from "vitest";
import type { Author } from "../schema/entities/Author.ts";
import type { Book } from "../schema/entities/Book.ts";
import { authorConfig } from "../schema/entities/codegen/AuthorCodegen.ts";
import { commentConfig } from "../schema/entities/codegen/CommentCodegen.ts";
import type { Comment } from "../schema/entities/Comment.ts";
import type { Customer } from "../schema/entities/Customer.ts";
import type { Document } from "../schema/entities/Document.ts";
import type { Folder } from "../schema/entities/Folder.ts";
import type { Image } from "../schema/entities/Image.ts";
import type { Publisher } from "../schema/entities/Publisher.ts";
import type { PublisherGroup } from "../schema/entities/PublisherGroup.ts";

declare function seen<T extends Author, const H extends ReactiveHint<Author>>(
  entity: T,
  hint: H,
): Reacted<Author, H>;
declare const author: Author;

describe("what a reactive hint may name", () => {
  it("R-CFG-5 fields and relations, each also with :ro, and nothing else", () => {
    expectTypeOf<"firstName">().toExtend<Reactable<Author>>();
    expectTypeOf<"firstName:ro" | "books" | "books:ro" | "mentorsRecursive">().toExtend<
      Reactable<Author>
    >();
    expectTypeOf<"nothing" | "nothing:ro">().not.toExtend<Reactable<Author>>();
    // The class's own methods and getters are none of its fields.
    expectTypeOf<"isRed">().not.toExtend<Reactable<Author>>();
    expectTypeOf<"toString">().not.toExtend<Reactable<Author>>();
  });

  it("R-CFG-5 no collection that is too large to be loaded", () => {
    expectTypeOf<Extract<Reactable<PublisherGroup>, string>>().toEqualTypeOf<
      | "id"
      | "name"
      | "version"
      | "createdAt"
      | "updatedAt"
      | "id:ro"
      | "name:ro"
      | "version:ro"
      | "createdAt:ro"
      | "updatedAt:ro"
    >();
  });

  it("R-CFG-5 a shallow hint names own fields only", () => {
    expectTypeOf<"title" | "folder" | "body:ro">().toExtend<ShallowReactiveHint<Document>>();
    expectTypeOf<readonly ["title", "folder"]>().toExtend<ShallowReactiveHint<Document>>();
    expectTypeOf<"next">().not.toExtend<ShallowReactiveHint<Document>>();
    expectTypeOf<"childrenRecursive">().not.toExtend<ShallowReactiveHint<Folder>>();
  });
});

describe("what a reactive function sees", () => {
  it("R-RULE-2 R-CFG-5 what its hint names, and what every entity has", () => {
    const reacted = seen(author, ["firstName", "age:ro"]);
    expectTypeOf(reacted.firstName).toEqualTypeOf<string>();
    expectTypeOf(reacted.age).toEqualTypeOf<number | undefined>();
    expectTypeOf(reacted.id).toEqualTypeOf<Author["id"]>();
    expectTypeOf(reacted.isNewEntity).toEqualTypeOf<boolean>();
    expectTypeOf(reacted).not.toHaveProperty("lastName");
    expectTypeOf(reacted).not.toHaveProperty("books");
    expectTypeOf(reacted).not.toHaveProperty("set");
  });

  it("R-RULE-2 R-CFG-5 relations loaded, with what is hinted of their entities", () => {
    const reacted = seen(author, {
      books: { title: {}, reviews: "rating" },
      publisher: "name",
      image: {},
    });
    const [book] = reacted.books.get;
    expectTypeOf(book!.title).toEqualTypeOf<string>();
    expectTypeOf(book!.reviews.get[0]!.rating).toEqualTypeOf<number>();
    expectTypeOf(book!).not.toHaveProperty("notes");
    expectTypeOf(reacted.publisher.get?.name).toEqualTypeOf<string | undefined>();
    expectTypeOf(reacted.publisher.idMaybe).toEqualTypeOf<Publisher["id"] | undefined>();
    expectTypeOf(reacted.image.get!.id).toEqualTypeOf<Image["id"]>();
    expectTypeOf(reacted.image.get!).not.toHaveProperty("fileName");
    // It reads, and nothing more.
    expectTypeOf(reacted.books).not.toHaveProperty("add");
    expectTypeOf(reacted.publisher).not.toHaveProperty("set");
  });

  it("R-RULE-2 what is loaded with :ro has its own name", () => {
    const reacted = seen(author, { "books:ro": "title:ro", "mentor:ro": {} });
    expectTypeOf(reacted.books.get[0]!.title).toEqualTypeOf<string>();
    expectTypeOf(reacted.mentor.get?.isNewEntity).toEqualTypeOf<boolean | undefined>();
  });

  it("R-RULE-2 R-CFG-5 everything by fullNonReactiveAccess, and the changes of what is hinted", () => {
    const reacted = seen(author, { books: "title", lastName: {} });
    expectTypeOf(reacted.fullNonReactiveAccess).toExtend<Loaded<Author, { books: {} }>>();
    expectTypeOf(reacted.fullNonReactiveAccess.age).toEqualTypeOf<number | undefined>();
    expectTypeOf(reacted.changes.lastName.hasUpdated).toEqualTypeOf<boolean>();
    expectTypeOf(reacted.changes.books.added).toEqualTypeOf<ReadonlyArray<Book>>();
    expectTypeOf(reacted.changes).not.toHaveProperty("age");
  });

  it("R-RULE-2 what is not stored, where the class has such fields", () => {
    expectTypeOf<Reacted<Customer, "name">["transientFields"]>().toEqualTypeOf<
      Customer["transientFields"]
    >();
    expectTypeOf<Reacted<Author, "age">>().not.toHaveProperty("transientFields");
  });

  it("R-CFG-5 more hinted is assignable to less hinted", () => {
    expectTypeOf<Reacted<Author, { books: "title"; age: {} }>>().toExtend<Reacted<Author, "age">>();
    expectTypeOf<Author>().not.toExtend<Reacted<Author, "books">>();
  });

  it("R-CFG-1/addRule R-CFG-5 in a rule, by each form of the hint", () => {
    authorConfig.addRule("firstName", (reacted) => {
      expectTypeOf(reacted).toEqualTypeOf<Reacted<Author, "firstName">>();
    });
    authorConfig.addRule(["firstName", "lastName"], ({ firstName, lastName }) =>
      firstName === lastName ? "must differ" : undefined,
    );
    authorConfig.addCommitRule(
      { books: "title" },
      async ({ books }): Promise<ValidationRuleResult> => {
        await Promise.resolve();
        return books.get.map(({ title }) => title);
      },
    );
    commentConfig.addRule({ parent: { title: {}, name: {}, body: {} } }, (comment) => {
      expectTypeOf(comment).toExtend<Reacted<Comment, "parent">>();
      const { get } = comment.parent;
      if ("title" in get) expectTypeOf(get.title).toEqualTypeOf<string>();
    });
  });

  it("R-CFG-5 what a lambda gives back may be the narrow entity", () => {
    const { publisher } = seen(author, "publisher");
    expectTypeOf(publisher.get!).toExtend<MaybeReactedEntity<Publisher>>();
    expectTypeOf(publisher.get!).not.toExtend<MaybeReactedEntity<Book>>();
    expectTypeOf<MaybeReactedEntity<string | undefined>>().toEqualTypeOf<string | undefined>();
    expectTypeOf(seen(author, "books").books.get).toExtend<MaybeReactedEntity<Book[]>>();
  });
});
