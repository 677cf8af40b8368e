// Input that cannot be applied, by mistake or by intent: it is refused with its place, and the em is as it was.
import { getField, getMetadata, isEntity, isRelation, Plugin } from "kingpost";
import { InvalidInputError, ReadOnlyError } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { Article } from "../schema/entities/Article.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import type { EntityManager } from "../schema/entities/codegen/domain.ts";
import { Contact } from "../schema/entities/Contact.ts";
import { Document } from "../schema/entities/Document.ts";
import { Image } from "../schema/entities/Image.ts";
import { Loan } from "../schema/entities/Loan.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { Reader } from "../schema/entities/Reader.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

async function givenBooks(): Promise<void> {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "P" });
  const a1 = em.create(Author, { firstName: "a1", lastName: "one", publisher });
  const a2 = em.create(Author, { firstName: "a2" });
  em.create(Image, { author: a1, fileName: "a1.png" });
  const sea = em.create(Tag, { name: "sea" });
  em.create(Book, { title: "b1", author: a1, tags: [sea] });
  em.create(Book, { title: "b2", author: a1 });
  em.create(Book, { title: "b3", author: a2 });
  em.create(Article, { title: "art", colors: ["RED"] });
  const reader = em.create(Reader, { email: "r@x", name: "r" });
  for (const title of ["l1", "l2"]) em.create(Loan, { reader, title });
  em.create(Reader, { email: "gone@x", name: "gone", deletedAt: new Date() });
  await em.flush();
}

describe("input that is refused", () => {
  it("R-UPS-3, R-UPS-13, R-PART-3 names entity, field and place, and changes nothing", async () => {
    await givenBooks();
    const em = database.newEm();
    const deep = (levels: number): object => (levels === 0 ? {} : { mentor: deep(levels - 1) });
    const refused: Array<[input: unknown, message: string]> = [
      [null, "Invalid input: Author takes an object"],
      [[], "Invalid input: Author takes an object"],
      ["a:1", "Invalid input: Author takes an object"],
      [new Date(), "Invalid input: Author takes an object"],
      [{ firstName: 1 }, "Invalid input at firstName: Author.firstName is not a string"],
      [{ firstName: { ne: "" } }, "Invalid input at firstName: Author.firstName is not a string"],
      [
        { books: [{}, { title: "\0" }] },
        "Invalid input at books[1].title: Book.title holds a NUL character",
      ],
      [{ books: {} }, "Invalid input at books: Author.books takes a list"],
      [
        { books: [null] },
        "Invalid input at books[0]: Author.books takes entities, ids and objects",
      ],
      [{ books: [[]] }, "Invalid input at books[0]: Author.books takes entities, ids and objects"],
      [{ bookIds: [{ id: "b:1" }] }, "Invalid input at bookIds[0]: Author.books takes ids"],
      [
        { publisher: [] },
        "Invalid input at publisher: Author.publisher takes an entity, an id or an object",
      ],
      [
        { publisher: true },
        "Invalid input at publisher: Author.publisher takes an entity, an id or an object",
      ],
      [{ publisherId: {} }, "Invalid input at publisherId: Author.publisher takes an id"],
      [{ publisher: "a:1" }, "Invalid tagged id, expected tag p, got a:1"],
      [{ publisher: { id: {} } }, "Invalid tagged id, expected tag p, got an object"],
      [{ id: ["a:1"] }, "Invalid tagged id, expected tag a, got an object"],
      [
        { favoriteColor: "PINK" },
        "Invalid input at favoriteColor: Author.favoriteColor is not one of RED, GREEN, BLUE",
      ],
      [{ books: [{ frstName: 1 }] }, "Unknown field frstName"],
      [{ op: "delete" }, "Unknown field op"],
      [{ delete: true }, "Unknown field delete"],
      [JSON.parse('{ "__proto__": { "firstName": "x" } }'), "Unknown field __proto__"],
      [JSON.parse('{ "books": [{ "constructor": {} }] }'), "Unknown field constructor"],
      [{ toString: "x" }, "Unknown field toString"],
      [{ em: {} }, "Unknown field em"],
      [{ transientFields: {} }, "Unknown field transientFields"],
      [{ createdAt: new Date() }, "Author.createdAt cannot be set"],
      [{ version: 7 }, "Author.version cannot be set"],
      [{ books: [{ author: { updatedAt: null } }] }, "Author.updatedAt cannot be set"],
      [
        deep(11),
        `Invalid input at ${Array(11).fill("mentor").join(".")}: Author is nested deeper than 10 levels`,
      ],
    ];
    for (const [input, message] of refused) {
      const error = (await em
        .upsert(Author, input as never)
        .catch((caught: unknown) => caught)) as Error;
      expect(error.message.startsWith(message) ? message : error.message).toBe(message);
    }
    await expect(em.upsert(Author, deep(10))).resolves.toBeInstanceOf(Author);
    expect(({} as Record<string, unknown>)["firstName"]).toBe(undefined);
    const error = (await em
      .upsert(Author, { id: "a:1", books: [{ id: "b:1", title: 1 as never }] })
      .catch((caught: unknown) => caught)) as InvalidInputError;
    expect([error.path, error.field]).toEqual(["books[0].title", "title"]);
    await expect(
      em.upsert(Document, { title: "d", body: "b", status: "x" } as never),
    ).rejects.toThrow("Document.status cannot be set");
    await expect(
      em.upsert(Contact, { email: "x" as never, score: "high" as never }),
    ).rejects.toThrow("Invalid input at ");
  });

  it("R-UPS-13 allowDelete, maxDepth and strict", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    for (const input of [
      { publisher: { delete: true } },
      { image: { op: "delete" } },
      { books: [{ id: "b:1", delete: true }] },
      { books: [{ id: "b:1", op: "delete" }] },
    ])
      await expect(author.setDeepPartial(input as never, { allowDelete: false })).rejects.toThrow(
        "may not be deleted here",
      );
    await expect(
      author.setDeepPartial({ books: [{ tags: [{}] }] }, { maxDepth: 1 }),
    ).rejects.toThrow("Invalid input at books[0].tags[0]: Tag is nested deeper than 1 levels");
    await expect(author.setDeepPartial({}, { maxDepth: -1 })).rejects.toThrow(InvalidInputError);
    await expect(
      author.setDeepPartial({ books: [{ id: "b:1", delete: true }] }, { strict: true }),
    ).rejects.toThrow(
      'Invalid input at books[0]: Book.delete is not taken here: give op: "delete"',
    );
    await expect(
      author.setDeepPartial({ books: [{ id: "b:1", remove: true }] }, { strict: true }),
    ).rejects.toThrow('Book.remove is not taken here: give op: "remove"');
    await author.setDeepPartial({ books: [{ id: "b:1", op: "delete" }] }, { strict: true });
    expect(em.pendingChanges.map(({ kind }) => kind)).toEqual(["delete"]);
    await expect(author.setDeepPartial({ books: ["b:1"] })).rejects.toThrow(
      "Book:1 is marked as deleted",
    );
  });

  it("R-UPS-14 a rejection while it is applied, at whatever change, leaves the em as it was", async () => {
    await givenBooks();
    for (const apply of upserts) {
      let changes = 0;
      for (let isDone = false; !isDone; changes++) {
        const em = database.newEm();
        await pendingWork(em);
        const refusing = new RefusingPlugin(changes);
        em.addPlugin(refusing);
        const before = snapshotOf(em);
        const error: unknown = await apply(em).then(
          () => undefined,
          (caught: unknown) => caught,
        );
        isDone = error === undefined;
        await (isDone ? expectChanged(em, before) : expectUntouched(em, error, before));
      }
      expect(changes).toBeGreaterThan(2);
    }
  });

  it("R-UPS-1 is refused by an em that only reads, before anything is loaded", async () => {
    const em = database.newEm();
    em.mode = "read-only";
    expect(
      await database.statements(() =>
        expect(em.upsert(Author, { id: "a:1" })).rejects.toThrow(ReadOnlyError),
      ),
    ).toEqual([]);
  });
});

async function expectChanged(em: EntityManager, before: unknown): Promise<void> {
  expect(snapshotOf(em)).not.toEqual(before);
}

async function expectUntouched(em: EntityManager, error: unknown, before: unknown): Promise<void> {
  expect(String(error)).toBe("Error: refused");
  expect(snapshotOf(em)).toEqual(before);
  // What a flush would write is what it would have written.
  em.mode = "in-memory-writes";
  expect((await em.flush()).map(String)).toEqual(written);
  expect(em.create(Author, { firstName: "next" }).toString()).toBe("Author#2");
}

const written = ["Author:1", "Author:2", "Book:1", "Author#1"];

/** Everything is loaded but the tags of b2, which are set all the same; some of it is changed. */
async function pendingWork(em: EntityManager): Promise<void> {
  const authors = await em.find(Author, {}, { orderBy: { id: "ASC" } });
  await em.populate(authors, { publisher: {}, image: {}, mentor: {}, mentees: {}, books: {} });
  const [b1, b2] = await em.find(Book, {}, { orderBy: { id: "ASC" }, populate: ["reviews"] });
  await em.populate(b1!, "tags");
  await em.find(Tag, {}, { populate: "books" });
  await em.find(Publisher, {}, { populate: "authors" });
  await em.find(Reader, {}, { softDeletes: "include", populate: ["loans", "clubs"] });
  await em.find(Article, {}, { populate: ["colors", "pins"] });
  authors[0]!.lastName = "pending";
  authors[1]!.mentor.set(authors[0]);
  b2!.tags.set([]);
  b1!.position = 9;
  em.create(Author, { firstName: "new" });
}

const upserts: ReadonlyArray<(em: EntityManager) => Promise<unknown>> = [
  (em) =>
    em.upsert(Author, {
      id: "a:1",
      firstName: "changed",
      age: 3,
      publisher: { name: "Q" },
      image: { fileName: "other" },
      mentor: { id: null, firstName: "m", books: [{ title: "of m" }] },
      mentees: [],
      books: [
        { id: "b:1", title: "x", tags: [{ name: "t2" }] },
        { title: "y", tags: ["t:1"] },
        { id: "b:2", delete: true },
      ],
    }),
  (em) =>
    em.upsert(
      Author,
      {
        id: "a:2",
        books: [{ op: "include", id: "b:2", tags: [{ op: "include", id: "t:1", name: "z" }] }],
        image: { id: "i:1", fileName: "moved" },
        lastName: "last",
      },
      { allowReparent: true },
    ),
  (em) =>
    em.upsert(Reader, {
      id: "reader:1",
      loans: [
        { id: "l:1", delete: true },
        { id: "l:2", title: "z" },
      ],
      clubs: [{ name: "c" }],
      name: "last",
    }),
  async (em) =>
    em.upsert(Reader, { email: "gone@x", name: "back", loans: [{ title: "l" }, { title: "m" }] }),
  async (em) => {
    const [article] = em.getEntities(Article);
    await article!.setDeepPartial({
      colors: ["GREEN"],
      title: "t",
      pins: [{}, { place: "to:x" as never }],
    });
  },
];

/** Refuses one change of a field, after as many as it is given. */
class RefusingPlugin extends Plugin {
  #left: number;

  constructor(left: number) {
    super();
    this.#left = left;
  }

  override beforeSetField(): void {
    if (this.#left-- === 0) throw new Error("refused");
  }
}

/** Everything that can be seen of an em without asking the database. */
function snapshotOf(em: EntityManager): unknown {
  return {
    pending: em.pendingChanges.map((change) =>
      "entity" in change
        ? `${change.kind} ${String(change.entity)}`
        : JSON.stringify(change, namesOnly),
    ),
    entities: em.entities.map((entity) => ({
      name: String(entity),
      isDeleted: entity.isDeletedEntity,
      fields: [...getMetadata(entity).fields.values()].map((field) => [
        field.fieldName,
        field.kind === "primaryKey" || (field.kind === "m2o" && field.whole !== undefined)
          ? undefined
          : shown(getField(entity, field.fieldName)),
      ]),
      changed: (entity as Author).changes.fields,
    })),
  };
}

function namesOnly(_: string, value: unknown): unknown {
  return isEntity(value) ? String(value) : value;
}

function shown(value: unknown): unknown {
  if (!isRelation(value)) return value;
  const { hasBeenSet, isLoaded } = value;
  const there = isLoaded ? (value as unknown as { readonly get: unknown }).get : "not loaded";
  return { hasBeenSet, there: Array.isArray(there) ? there.map(String) : String(there) };
}
