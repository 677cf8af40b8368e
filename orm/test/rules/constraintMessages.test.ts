import { ConfigApi, createDomain, isKingpostError } from "kingpost";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { authorConfig } from "../schema/entities/codegen/AuthorCodegen.ts";
import { bookConfig } from "../schema/entities/codegen/BookCodegen.ts";
import { domain } from "../schema/entities/codegen/domain.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

// On another entity than the constraint's: its name is enough.
authorConfig.addConstraintMessage("tags_name_key", "there is a tag of this name already");
bookConfig.addConstraintMessage("reviews_rating_check", ({ constraint, entities }) => ({
  message: `rating is 1 to 5 (${constraint}, ${entities?.length})`,
  field: "rating",
  code: "rating",
}));

const database = useTestDatabase();

describe("config.addConstraintMessage", () => {
  it("R-RULE-8 R-CFG-2 R-CFG-1/addConstraintMessage tells by name what a duplicate means, with entity and field", async () => {
    const em1 = database.newEm();
    em1.create(Tag, { name: "sea" });
    await em1.flush();
    const em = database.newEm();
    em.create(Tag, { name: "ice" });
    const tag = em.create(Tag, { name: "sea" });
    const error: unknown = await em.flush().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "VALIDATION",
      message: `Validation error: ${tag.toString()} there is a tag of this name already`,
      errors: [{ entity: tag, field: "name", message: "there is a tag of this name already" }],
      entities: [tag],
      cause: { code: "UNIQUE", constraint: "tags_name_key" },
    });
    tag.name = "sky";
    await em.flush();
    expect(await database.query("SELECT name FROM tags ORDER BY name")).toEqual([
      { name: "ice" },
      { name: "sea" },
      { name: "sky" },
    ]);
  });

  it("R-RULE-8 R-DRV-8 finds the row that a check refused, and calls a function for the message", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "Ann" });
    const book = em.create(Book, { title: "b", author });
    em.create(Review, { book, rating: 5 });
    const bad = em.create(Review, { book, rating: 6 });
    const error: unknown = await em.flush().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "VALIDATION",
      errors: [
        {
          entity: bad,
          field: "rating",
          code: "rating",
          message: "rating is 1 to 5 (reviews_rating_check, 1)",
        },
      ],
    });
  });

  it("R-RULE-8 a constraint without a message stays what it is", async () => {
    const em = database.newEm();
    const author = em.create(Author, { firstName: "Ann" });
    const book = em.create(Book, { title: "b", author });
    book.author.id = "a:99";
    const error: unknown = await em.flush().catch((thrown: unknown) => thrown);
    expect(isKingpostError(error, "FOREIGN_KEY")).toBe(true);
  });
});

describe("at boot", () => {
  it("R-DOM-3 two messages for one constraint are a problem, with both places", () => {
    const second = new ConfigApi("Tag");
    second.addConstraintMessage("tags_name_key", "twice");
    class Other extends Tag {
      static override readonly config = second as never;
    }
    const classes = Object.fromEntries(domain.metadata.map(({ type, cstr }) => [type, cstr]));
    const other = createDomain({
      schema: domain.schema,
      entities: () => ({ ...classes, Tag: Other }),
      enums: () => domain.enums as never,
      codecs: () => domain.conversions.codecs!,
      jsonSchemas: () => domain.conversions.jsonSchemas!,
    });
    expect(() => other.boot()).toThrowErrorMatchingInlineSnapshot(
      `[DomainError: The domain has a problem: Tag (constraintMessages.test.ts:80): the constraint tags_name_key has a message already, of Author (constraintMessages.test.ts:13)]`,
    );
  });
});
