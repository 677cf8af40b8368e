// Entities as plain objects for clients, by a hint that says what of them is wanted.
import { InvalidHintError, NoIdError } from "kingpost/errors";
import { toJSON } from "kingpost/json";
import { describe, expect, it } from "vitest";
import { Animal } from "../schema/entities/Animal.ts";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Cat } from "../schema/entities/Cat.ts";
import { Comment } from "../schema/entities/Comment.ts";
import { Customer } from "../schema/entities/Customer.ts";
import { Document } from "../schema/entities/Document.ts";
import { Dog } from "../schema/entities/Dog.ts";
import { newDocument } from "../schema/entities/factories/newDocument.ts";
import { Image } from "../schema/entities/Image.ts";
import { Order } from "../schema/entities/Order.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { PublisherGroup } from "../schema/entities/PublisherGroup.ts";
import { Review } from "../schema/entities/Review.ts";
import { Scalar } from "../schema/entities/Scalar.ts";
import { Tag } from "../schema/entities/Tag.ts";
import { Topic } from "../schema/entities/Topic.ts";
import { Toy } from "../schema/entities/Toy.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

/** a1 has b1 with two reviews and b2, an image, and publisher P; a2 has b3 with a review, and no publisher. */
async function givenBooks(): Promise<void> {
  const em = database.newEm();
  const publisher = em.create(Publisher, { name: "P" });
  const a1 = em.create(Author, { firstName: "a1", lastName: "one", age: 40, publisher });
  const a2 = em.create(Author, { firstName: "a2", mentor: a1 });
  em.create(Image, { author: a1, fileName: "a1.png" });
  const sea = em.create(Tag, { name: "sea" });
  const b1 = em.create(Book, { title: "b1", author: a1, tags: [sea] });
  em.create(Book, { title: "b2", author: a1 });
  const b3 = em.create(Book, { title: "b3", author: a2 });
  for (const [book, rating] of [
    [b1, 5],
    [b1, 4],
    [b3, 3],
  ] as const)
    em.create(Review, { book, rating });
  await em.flush();
}

const operations = (sent: ReadonlyArray<{ readonly operation?: string | undefined }>): unknown[] =>
  sent.map(({ operation }) => operation);

describe("toJSON", () => {
  it("R-JSON-1, R-JSON-3, R-ENT-1/toJSON gives what a nested hint names, ids of relations, null for no value", async () => {
    await givenBooks();
    const author = await database.newEm().load(Author, "a:1");
    expect(
      await author.toJSON({
        id: true,
        firstName: true,
        age: {},
        balance: true,
        publisher: true,
        publisherId: true,
        mentor: {},
        mentorId: true,
        image: true,
        imageId: true,
        books: true,
        bookIds: true,
        mentees: [],
        lastName: false,
      }),
    ).toEqual({
      id: "a:1",
      firstName: "a1",
      age: 40,
      balance: null,
      publisher: "p:1",
      publisherId: "p:1",
      mentor: null,
      mentorId: null,
      image: "i:1",
      imageId: "i:1",
      books: ["b:1", "b:2"],
      bookIds: ["b:1", "b:2"],
      mentees: ["a:2"],
    });
  });

  it("R-JSON-1 takes lists of keys at any depth, and keeps the order of the keys", async () => {
    await givenBooks();
    const author = await database.newEm().load(Author, "a:1");
    const payload = await author.toJSON({
      books: { reviews: ["rating"], title: true, tags: ["name"] },
      publisher: ["name"],
      image: { fileName: true },
      mentor: ["firstName"],
      firstName: true,
    });
    expect(JSON.stringify(payload)).toBe(
      '{"books":[{"reviews":[{"rating":5},{"rating":4}],"title":"b1","tags":[{"name":"sea"}]},' +
        '{"reviews":[],"title":"b2","tags":[]}],"publisher":{"name":"P"},"image":{"fileName":"a1.png"},' +
        '"mentor":null,"firstName":"a1"}',
    );
    expect(await author.toJSON(["id", "isRed"])).toEqual({ id: "a:1", isRed: false });
  });

  it("R-JSON-2 loads what a list needs by one statement per relation and level, and keeps its order", async () => {
    await givenBooks();
    const em = database.newEm();
    const authors = await em.find(Author, {}, { orderBy: { id: "DESC" } });
    const sent = await database.recorded(async () => {
      expect(await toJSON(authors, { id: true, books: { reviews: ["rating"] } })).toEqual([
        { id: "a:2", books: [{ reviews: [{ rating: 3 }] }] },
        { id: "a:1", books: [{ reviews: [{ rating: 5 }, { rating: 4 }] }, { reviews: [] }] },
      ]);
    });
    expect(operations(sent)).toEqual(["load Author.books", "load Book.reviews"]);
    expect(
      await database.statements(() => toJSON(authors, { books: { reviews: ["rating"] } })),
    ).toEqual([]);
    expect(await toJSON([] as Author[], ["id"])).toEqual([]);
    const [a1] = authors.slice(1);
    expect(await toJSON([a1!, authors[0]!, a1!], ["id"])).toEqual([
      { id: "a:1" },
      { id: "a:2" },
      { id: "a:1" },
    ]);
  });

  it("R-JSON-3 gives the ids of references without loading them", async () => {
    await givenBooks();
    const authors = await database.newEm().find(Author, {}, { orderBy: { id: "ASC" } });
    expect(
      await database.statements(async () => {
        expect(await toJSON(authors, ["publisher", "publisherId"])).toEqual([
          { publisher: "p:1", publisherId: "p:1" },
          { publisher: null, publisherId: null },
        ]);
      }),
    ).toEqual([]);
  });

  it("R-JSON-2 loads lazy columns and properties, batched over the list", async () => {
    const em = database.newEm();
    for (const title of ["d1", "d2"]) newDocument(em, { title, body: `body of ${title}` });
    const customer = em.create(Customer, { name: "c" });
    em.create(Order, { customer, note: "n" });
    await em.flush();
    const reading = database.newEm();
    const documents = await reading.find(Document, {}, { orderBy: { id: "ASC" } });
    const sent = await database.recorded(async () => {
      expect(await toJSON(documents, ["title", "body"])).toEqual([
        { title: "d1", body: "body of d1" },
        { title: "d2", body: "body of d2" },
      ]);
    });
    expect(operations(sent)).toEqual(["load Document.body"]);
    expect(
      await (
        await reading.load(Customer, "cus:1")
      ).toJSON({
        orderCount: true,
        parcelCount: true,
        latestOrder: ["note"],
        openShipments: {},
        favorites: true,
      }),
    ).toEqual({
      orderCount: 1,
      parcelCount: 0,
      latestOrder: { note: "n" },
      openShipments: [],
      favorites: [],
    });
  });

  it("R-JSON-2 a list may mix subtypes: each shows what it has", async () => {
    const em = database.newEm();
    const toy = { name: "ball" };
    const dog = em.create(Dog, { name: "d", breed: "pug" });
    em.create(Toy, { ...toy, dog });
    em.create(Cat, { name: "c" });
    await em.flush();
    const animals: Array<Dog | Cat> = (await database
      .newEm()
      .find(Animal, {}, { orderBy: { id: "ASC" } })) as never;
    expect(await toJSON(animals, { name: true, breed: true, lives: true, toys: ["name"] })).toEqual(
      [
        { name: "d", breed: "pug", toys: [toy] },
        { name: "c", lives: 9 },
      ],
    );
  });

  it("R-JSON-3, R-JSON-7 polymorphic references and codes of enums; what is softly deleted is left out of collections", async () => {
    const em = database.newEm();
    const topic = em.create(Topic, { id: "t", name: "T", genres: ["DRAMA"] });
    const comment = em.create(Comment, { body: "c", parent: topic });
    em.create(Comment, { body: "gone", parent: comment, deletedAt: new Date() });
    em.create(Comment, { body: "there", parent: comment });
    await em.flush();
    const reading = database.newEm();
    const [first] = await reading.find(Comment, { body: "c" });
    expect(
      await first!.toJSON({
        parent: { name: true, body: true },
        parentId: true,
        replies: ["body"],
        replyIds: true,
      }),
    ).toEqual({
      parent: { name: "T" },
      parentId: "to:t",
      replies: [{ body: "there" }],
      replyIds: ["cm:3"],
    });
    expect(await first!.toJSON(["parent"])).toEqual({ parent: "to:t" });
    expect(await (await reading.load(Topic, "to:t")).toJSON(["genres"])).toEqual({
      genres: ["DRAMA"],
    });
    const [gone] = await reading.find(Comment, { body: "gone" }, { softDeletes: "include" });
    expect(await gone!.toJSON({ parent: ["body"] })).toEqual({ parent: { body: "c" } });
  });

  it("R-JSON-4 functions get the entity loaded by the rest of the hint and may be async; entities become ids", async () => {
    await givenBooks();
    const authors = await database.newEm().find(Author, {}, { orderBy: { id: "ASC" } });
    const sent = await database.recorded(async () => {
      expect(
        await toJSON(authors, {
          label: (a) => `${a.firstName} (${a.id}) of ${a.books.get.length}`,
          books: { title: true, long: (b) => `${b.title}!` },
          first: async (a) => (await a.books.load())[0],
          all: (a) => a.books.get,
          none: () => undefined,
        }),
      ).toEqual([
        {
          label: "a1 (a:1) of 2",
          books: [
            { title: "b1", long: "b1!" },
            { title: "b2", long: "b2!" },
          ],
          first: "b:1",
          all: ["b:1", "b:2"],
          none: null,
        },
        {
          label: "a2 (a:2) of 1",
          books: [{ title: "b3", long: "b3!" }],
          first: "b:3",
          all: ["b:3"],
          none: null,
        },
      ]);
    });
    expect(operations(sent)).toEqual(["load Author.books"]);
    await expect(
      toJSON(authors, {
        first: () => Promise.reject(new Error("first")),
        second: () => Promise.reject(new Error("second")),
      }),
    ).rejects.toThrow("first");
  });

  it("R-JSON-5 dates stay dates, and bigints stay bigints unless they are asked for as text", async () => {
    const em = database.newEm();
    const scalar = em.create(Scalar, { aBigint: 9007199254740993n, aDate: new Date("2026-01-02") });
    const hint = { aBigint: true, aDate: true, list: () => ({ of: [1n, { deep: 2n }] }) } as const;
    expect(await scalar.toJSON(hint)).toEqual({
      aBigint: 9007199254740993n,
      aDate: new Date("2026-01-02"),
      list: { of: [1n, { deep: 2n }] },
    });
    expect(await scalar.toJSON(hint, { bigint: "string" })).toEqual({
      aBigint: "9007199254740993",
      aDate: new Date("2026-01-02"),
      list: { of: ["1", { deep: "2" }] },
    });
  });

  it("R-JSON-6 without a hint gives the id only, wherever JSON.stringify meets the entity", async () => {
    await givenBooks();
    const author = await database.newEm().load(Author, "a:1");
    expect(author.toJSON()).toEqual({ id: "a:1" });
    expect(JSON.stringify({ author, list: [author] })).toBe(
      '{"author":{"id":"a:1"},"list":[{"id":"a:1"}]}',
    );
  });

  it("R-JSON-6 refuses what is no member, a method, a large collection, and keys below what leads nowhere", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1");
    const refused = (hint: object): Promise<unknown> => toJSON(author, hint as never);
    for (const hint of [
      { frstName: true },
      { books: { titel: true } },
      { firstName: { length: true } },
      { publisherId: { name: true } },
      { em: true },
      { set: true },
      { constructor: true },
      JSON.parse('{ "__proto__": true }') as object,
      { books: "title" },
      ["firstNam"],
    ])
      await expect(refused(hint)).rejects.toThrow(InvalidHintError);
    await expect(refused({ books: { titel: true } })).rejects.toThrow(
      "Invalid load hint 'titel' on Book",
    );
    const group = em.create(PublisherGroup, { name: "g" });
    await expect(group.toJSON({ critics: true } as never)).rejects.toThrow(InvalidHintError);
    const customer = em.create(Customer, { name: "c" });
    await expect(customer.toJSON({ firstOrders: true } as never)).rejects.toThrow(InvalidHintError);
    await expect(customer.toJSON({ transientFields: true } as never)).rejects.toThrow(
      InvalidHintError,
    );
  });

  it("R-JSON-3 shows what is pending, and new entities once they have ids", async () => {
    await givenBooks();
    const em = database.newEm();
    const author = await em.load(Author, "a:1", "books");
    em.delete(author.books.get[0]!);
    em.delete(await author.publisher.load().then((publisher) => publisher!));
    em.create(Book, { title: "new", author });
    expect(await author.toJSON({ books: ["title"], publisher: true })).toEqual({
      books: [{ title: "b2" }, { title: "new" }],
      publisher: null,
    });
    await expect(author.toJSON({ books: true })).rejects.toThrow(NoIdError);
    await em.assignNewIds();
    expect(await author.toJSON({ books: true })).toEqual({ books: ["b:2", "b:4"] });
  });
});
