// Whose children input may name: those of the very parent that it names them for.
import { createDomain, EntityManager as KingpostEntityManager } from "kingpost";
import { OwnershipError } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { domain } from "../schema/entities/codegen/domain.ts";
import { schema } from "../schema/entities/codegen/schema.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { newDog } from "../schema/entities/factories/newDog.ts";
import { Image } from "../schema/entities/Image.ts";
import { Keeper } from "../schema/entities/Keeper.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Review } from "../schema/entities/Review.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** a1 has b1 with a review, a2 has b2 with a review and an image. */
async function givenBooks(): Promise<void> {
  const em = database.newEm();
  const [a1, a2] = ["a1", "a2"].map((firstName) => em.create(Author, { firstName }));
  for (const [title, author] of [
    ["b1", a1!],
    ["b2", a2!],
  ] as const)
    em.create(Review, { book: em.create(Book, { title, author }), rating: 5 });
  em.create(Image, { author: a2!, fileName: "f" });
  await em.flush();
}

const authorsOfBooks = (): Promise<unknown> =>
  database.query("SELECT id, author_id, title FROM books ORDER BY id");

describe("ownership", () => {
  it("R-UPS-12 an id of another parent's child is refused, with all that belongs to the error, and nothing changes", async () => {
    await givenBooks();
    const em = database.newEm();
    const error = (await em
      .upsert(Author, {
        id: "a:1",
        firstName: "changed",
        books: ["b:1", { id: "b:2", title: "mine" }],
      })
      .catch((caught: unknown) => caught)) as OwnershipError;
    expect(error).toBeInstanceOf(OwnershipError);
    expect({ ...(error as object), message: error.message }).toEqual({
      code: "OWNERSHIP",
      message:
        'Book:2 belongs to a:2, not to Author:1, so input at books[1] may not name it: give the entity itself, or allowReparent: ["books"]',
      entities: [em.getEntity("b:2")],
      entity: em.getEntity("b:2"),
      parent: "Author:1",
      currentParent: "a:2",
      path: "books[1]",
    });
    expect(em.pendingChanges).toEqual([]);
    for (const books of [
      ["b:1", "b:2"],
      [{ op: "include", id: "b:2" }],
      [{ op: "delete", id: "b:2" }],
      [{ op: "remove", id: "b:2" }],
    ])
      await expect(em.upsert(Author, { id: "a:1", books } as never)).rejects.toThrow(
        OwnershipError,
      );
    await expect(em.upsert(Author, { id: "a:1", bookIds: ["b:1", "b:2"] })).rejects.toThrow(
      OwnershipError,
    );
    await expect(em.upsert(Author, { id: "a:1", image: { id: "i:1" } })).rejects.toThrow(
      OwnershipError,
    );
    await expect(em.upsert(Author, { id: "a:1", imageId: "i:1" })).rejects.toThrow(OwnershipError);
    await expect(em.upsert(Author, { firstName: "new", books: ["b:2"] })).rejects.toThrow(
      "Book:2 belongs to a:2, not to a new Author",
    );
    await expect(
      em.upsert(Author, { id: "a:1", books: [{ id: "b:1", reviews: ["r:1", "r:2"] }] }),
    ).rejects.toThrow(
      "Review:2 belongs to b:2, not to Book:1, so input at books[0].reviews[1] may not name it",
    );
    expect(em.pendingChanges).toEqual([]);
    expect(await em.flush()).toEqual([]);
  });

  it("R-UPS-12 allowReparent permits it everywhere or at the places it names", async () => {
    await givenBooks();
    const em = database.newEm();
    const input = { id: "a:1", books: ["b:1", { id: "b:2", reviews: ["r:1", "r:2"] }] } as const;
    await expect(em.upsert(Author, input, { allowReparent: ["books"] })).rejects.toThrow(
      "input at books[1].reviews[0] may not name it",
    );
    await expect(em.upsert(Author, input, { allowReparent: ["books.reviews"] })).rejects.toThrow(
      OwnershipError,
    );
    await em.upsert(Author, input, { allowReparent: ["books", "books.reviews"] });
    await em.flush();
    expect(await authorsOfBooks()).toEqual([
      { id: 1, author_id: 1, title: "b1" },
      { id: 2, author_id: 1, title: "b2" },
    ]);
    await em.upsert(Author, { id: "a:1", image: "i:1" }, { allowReparent: true });
    await em.flush();
    expect(await database.query("SELECT author_id FROM images")).toEqual([{ author_id: 1 }]);
    // Moving may be allowed, taking away from another parent is not.
    await expect(
      em.upsert(
        Author,
        { id: "a:2", books: [{ op: "delete", id: "b:1" }] },
        { allowReparent: true },
      ),
    ).rejects.toThrow(OwnershipError);
  });

  it("R-UPS-12 entities that code gives, own children, orphans and new ones are taken", async () => {
    await givenBooks();
    const em = database.newEm();
    const stranger = await em.load(Book, "b:2");
    const fresh = em.create(Book, { title: "b3", author: "a:2" });
    await em.upsert(Author, { id: "a:1", books: ["b:1", stranger, fresh, { title: "b4" }] });
    await em.flush();
    expect(await authorsOfBooks()).toEqual(
      ["b1", "b2", "b3", "b4"].map((title, at) => ({ id: at + 1, author_id: 1, title })),
    );
    const dog = newDog(em);
    await em.flush();
    await em.upsert(Keeper, { name: "k", animals: [dog.idTagged] });
    await em.flush();
    expect(await database.query("SELECT keeper_id FROM animals")).toEqual([{ keeper_id: 1 }]);
    await expect(
      em.upsert(Keeper, { name: "l", animals: [{ op: "delete", id: dog.idTagged }] } as never),
    ).rejects.toThrow(OwnershipError);
  });

  it("R-UPS-12 is about children: references and many-to-many have no owner", async () => {
    await givenBooks();
    const em = database.newEm();
    const publisher = em.create(Publisher, { name: "P", authors: [await em.load(Author, "a:2")] });
    const tag = em.create(Tag, { name: "t", books: [await em.load(Book, "b:2")] });
    await em.flush();
    await em.upsert(Author, { id: "a:1", publisher: { id: publisher.id, name: "Q" } });
    await em.upsert(Book, { id: "b:1", tags: [{ id: tag.id, name: "u" }] });
    await em.flush();
    expect(await database.query("SELECT publisher_id FROM authors ORDER BY id")).toEqual([
      { publisher_id: 1 },
      { publisher_id: 1 },
    ]);
    expect(await database.query("SELECT count(*)::int FROM books_to_tags")).toEqual([{ count: 2 }]);
  });

  it("R-UPS-12 sees what is pending, and through every component of a polymorphic reference", async () => {
    await givenBooks();
    const em = database.newEm();
    const [b2, a1] = [await em.load(Book, "b:2"), await em.load(Author, "a:1")];
    b2.author.set(a1);
    await em.upsert(Author, { id: "a:1", books: ["b:1", "b:2"] });
    await expect(em.upsert(Author, { id: "a:2", books: ["b:2"] })).rejects.toThrow(
      "Book:2 belongs to Author:1, not to Author:2",
    );
    const topic = em.create(Topic, { id: "t", name: "T" });
    const comment = em.create(Comment, { body: "c", parent: topic });
    await em.flush();
    const reply = em.create(Comment, { body: "r", parent: comment });
    await em.flush();
    const reading = database.newEm();
    await expect(reading.upsert(Topic, { id: "to:t", comments: [reply.id] })).rejects.toThrow(
      `${String(reply).replace("#2", "")} belongs to ${comment.id}, not to Topic:t`,
    );
    await reading.upsert(Topic, { id: "to:t", comments: [{ id: comment.id, body: "x" }] });
    expect(reading.pendingChanges).toHaveLength(1);
  });

  it("R-UPS-12 the configuration may permit it for the whole domain, and a call forbid it again", async () => {
    await givenBooks();
    const { settings } = schema;
    const permissive = createDomain({
      schema: { ...schema, settings: { ...settings, allowReparent: true } },
      entities: () => Object.fromEntries(domain.metadata.map(({ type, cstr }) => [type, cstr])),
      enums: () => domain.enums,
      codecs: () => domain.conversions.codecs ?? {},
      jsonSchemas: () => domain.conversions.jsonSchemas ?? {},
    });
    const em = new KingpostEntityManager(permissive, {}, database.driver);
    const input = { id: "a:1", books: ["b:1", "b:2"] };
    await expect(em.upsert(Author, input, { allowReparent: false })).rejects.toThrow(
      OwnershipError,
    );
    await em.upsert(Author, input);
    expect(em.pendingChanges).toHaveLength(1);
  });
});
