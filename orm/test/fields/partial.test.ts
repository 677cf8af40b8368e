// What clients send for one entity: what is left out, what is null, and what cannot be set.
import { DerivedMemberError, ImmutableFieldError, UnknownFieldError } from "kingpost/errors";
import { describe, expect, it } from "vitest";
import { Author } from "../schema/entities/Author.ts";
import { Book } from "../schema/entities/Book.ts";
import { Customer } from "../schema/entities/Customer.ts";
import { Document } from "../schema/entities/Document.ts";
import { Publisher } from "../schema/entities/Publisher.ts";
import { PublisherGroup } from "../schema/entities/PublisherGroup.ts";
import { Shipment } from "../schema/entities/Shipment.ts";
import { useTestDatabase } from "../testDatabase.ts";

const database = useTestDatabase();

describe("partial input", () => {
  it("R-PART-1 undefined leaves alone where input is partial, and unsets in set and create; null unsets in all", async () => {
    const em = database.newEm();
    const author = em.create(Author, {
      firstName: "a",
      lastName: "l",
      age: 1,
      favoriteColor: "RED",
    });
    author.setPartial({ lastName: undefined, age: null });
    await author.setDeepPartial({ lastName: undefined, favoriteColor: null });
    expect([author.lastName, author.age, author.favoriteColor]).toEqual([
      "l",
      undefined,
      undefined,
    ]);
    author.set({ lastName: undefined });
    expect(author.lastName).toBe(undefined);
    // A default fills what is left out; `undefined` and null ask for no value.
    expect(em.createPartial(Author, { firstName: "b", isActive: undefined }).isActive).toBe(true);
    expect(em.createPartial(Author, { firstName: null, isActive: null }).isActive).toBe(undefined);
    expect(em.create(Author, { firstName: "c", isActive: undefined }).isActive).toBe(undefined);
    const made = await em.upsert(Author, { firstName: "d", isActive: undefined });
    const unset = await em.upsert(Author, { firstName: "e", isActive: null });
    expect([made.isActive, unset.isActive]).toEqual([true, undefined]);
  });

  it("R-PART-2 setPartial is shallow: references take entities and ids, collections lists of entities", async () => {
    const em = database.newEm();
    const [p, q] = ["p", "q"].map((name) => em.create(Publisher, { name }));
    await em.flush();
    const author = em.create(Author, { firstName: "a", publisher: p! });
    const book = em.create(Book, { title: "b", author: em.create(Author, { firstName: "x" }) });
    author.setPartial({ publisher: q!.id, books: [book] });
    expect([author.publisher.id, book.author.get]).toEqual([q!.id, author]);
    author.setPartial({ publisher: null, books: undefined });
    expect([author.publisher.isSet, author.books.get]).toEqual([false, [book]]);
    expect(() => author.setPartial({ publisher: { name: "x" } as never })).toThrow(
      "Invalid tagged id, expected tag p, got an object",
    );
    expect(() => author.setPartial({ books: [{ title: "x" }] as never })).toThrow("'books'");
    expect(author.books.get).toEqual([book]);
  });

  it("R-PART-3 unknown, immutable, protected and derived keys are refused wherever input comes in", async () => {
    const em = database.newEm();
    const customer = em.create(Customer, { name: "c" });
    const [author, document] = [
      em.create(Author, { firstName: "a" }),
      em.create(Document, { title: "t", body: "b" }),
    ];
    const group = em.create(PublisherGroup, { name: "g" });
    const order = em.create(Shipment, {} as never);
    const refused: Array<[entity: typeof author, input: object, error: unknown, message: string]> =
      [
        [author, { nickname: 1 }, UnknownFieldError, "Unknown field nickname"],
        [
          author,
          { createdAt: new Date() },
          ImmutableFieldError,
          "Author#1.createdAt cannot be set",
        ],
        [author, { version: 3 }, ImmutableFieldError, "Author#1.version cannot be set"],
        [
          author,
          { menteesRecursive: [] },
          ImmutableFieldError,
          "Author#1.menteesRecursive cannot be set",
        ],
        [
          document as never,
          { status: "x" },
          ImmutableFieldError,
          "Document#1.status cannot be set",
        ],
        [
          group as never,
          { critics: [] },
          ImmutableFieldError,
          "PublisherGroup#1.critics cannot be set",
        ],
        ...(
          [
            [customer, "parcelCount", "Property"],
            [customer, "orderCount", "AsyncProperty"],
            [customer, "firstOrders", "AsyncMethod"],
            [customer, "latestOrder", "Reference"],
            [customer, "favorites", "Collection"],
            [order, "products", "Collection"],
          ] as const
        ).map(
          ([entity, key, kind]) =>
            [
              entity as never,
              {
                [key]: undefined,
                [key]: 1,
              },
              DerivedMemberError,
              `Invalid argument, cannot set over ${key} ${kind}`,
            ] as [typeof author, object, unknown, string],
        ),
      ];
    for (const [entity, input, error, message] of refused) {
      for (const set of [() => entity.set(input), () => entity.setPartial(input)]) {
        expect(set).toThrow(error as never);
        expect(set).toThrow(message);
      }
      await expect(entity.setDeepPartial(input as never)).rejects.toThrow(error as never);
    }
    expect(() => em.createPartial(Author, { nickname: 1 } as never)).toThrow(
      "Unknown field nickname",
    );
    expect(() => em.create(Customer, { name: "d", orderCount: 1 } as never)).toThrow(
      "Invalid argument, cannot set over orderCount AsyncProperty",
    );
  });
});
