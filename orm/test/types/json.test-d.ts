// What toJSON takes and gives: exactly what the hint names.
import { type JsonHint, toJSON } from "kingpost/json";
import { describe, expectTypeOf, it } from "vitest";
import type { Author } from "../schema/entities/Author.ts";
import type { AuthorId } from "../schema/entities/codegen/AuthorCodegen.ts";
import type { BookId } from "../schema/entities/codegen/BookCodegen.ts";
import type { PublisherId } from "../schema/entities/codegen/PublisherCodegen.ts";
import type { ReviewId } from "../schema/entities/codegen/ReviewCodegen.ts";
import type { Comment } from "../schema/entities/Comment.ts";
import type { Customer } from "../schema/entities/Customer.ts";
import type { Document } from "../schema/entities/Document.ts";
import type { Scalar } from "../schema/entities/Scalar.ts";
import type { Shipment } from "../schema/entities/Shipment.ts";
import type { Topic } from "../schema/entities/Topic.ts";

declare const author: Author;
declare const comment: Comment;
declare const customer: Customer;
declare const document: Document;
declare const scalar: Scalar;
declare const shipment: Shipment;
declare const topic: Topic;

describe("JSON", () => {
  it("R-JSON-6 a payload has the values of what the hint names, null where there may be none", async () => {
    const payload = await author.toJSON({
      id: true,
      firstName: true,
      age: {},
      isRed: true,
      lastName: false,
      createdAt: true,
    });
    expectTypeOf(payload).toEqualTypeOf<{
      id: AuthorId;
      firstName: string;
      age: number | null;
      isRed: boolean;
      createdAt: Date;
    }>();
    expectTypeOf(await author.toJSON(["id", "books"])).toEqualTypeOf<{
      id: AuthorId;
      books: BookId[];
    }>();
  });

  it("R-JSON-6 relations give ids or payloads, required references never null", async () => {
    const payload = await toJSON([author], {
      publisher: true,
      publisherId: true,
      bookIds: true,
      image: ["fileName"],
      books: { title: true, author: true, authorId: true, reviews: true },
      mentor: { books: ["title"] },
    });
    expectTypeOf(payload).branded.toEqualTypeOf<
      {
        publisher: PublisherId | null;
        publisherId: PublisherId | null;
        bookIds: BookId[];
        image: { fileName: string } | null;
        books: { title: string; author: AuthorId; authorId: AuthorId; reviews: ReviewId[] }[];
        mentor: { books: { title: string }[] } | null;
      }[]
    >();
  });

  it("R-JSON-4 functions know what the rest of the hint has loaded, and what they give is in the payload", async () => {
    const payload = await author.toJSON({
      books: ["title"],
      publisher: true,
      count: (a) => a.books.get.length,
      unloaded: (a) => {
        expectTypeOf(a.publisher).not.toHaveProperty("get");
        expectTypeOf(a.image).not.toHaveProperty("get");
        return a.publisher.load();
      },
      later: async (a) => a.books.get,
      nothing: () => undefined,
      mentees: { name: (m) => m.firstName },
    });
    expectTypeOf(payload).branded.toEqualTypeOf<{
      books: { title: string }[];
      publisher: PublisherId | null;
      count: number;
      unloaded: PublisherId | null;
      later: BookId[];
      nothing: null;
      mentees: { name: string }[];
    }>();
  });

  it("R-JSON-2 lazy columns, properties, what is written by hand, enum collections, several types", async () => {
    expectTypeOf(await document.toJSON(["body", "summary"])).toEqualTypeOf<{
      body: string;
      summary: string | null;
    }>();
    const ofCustomer = await customer.toJSON({
      orderCount: true,
      latestOrder: { note: true },
      openShipments: { parcels: { arrivedAt: true } },
    });
    expectTypeOf(ofCustomer).branded.toEqualTypeOf<{
      orderCount: number;
      latestOrder: { note: string | null } | null;
      openShipments: { parcels: { arrivedAt: Date | null }[] }[];
    }>();
    expectTypeOf(await shipment.toJSON({ products: ["price"] })).branded.toEqualTypeOf<{
      products: { price: number }[];
    }>();
    expectTypeOf(await topic.toJSON(["genres"])).toEqualTypeOf<{
      genres: ("DRAMA" | "POETRY")[];
    }>();
    const { parent } = await comment.toJSON({ parent: { body: true, name: true } });
    expectTypeOf(parent).branded.toEqualTypeOf<object | { body: string } | { name: string }>();
  });

  it("R-JSON-5 bigints are texts when they are asked for as such", async () => {
    const asked = await scalar.toJSON(["aBigint", "aDate"], { bigint: "string" });
    expectTypeOf(asked).toEqualTypeOf<{ aBigint: string | null; aDate: Date | null }>();
    expectTypeOf(await scalar.toJSON(["aBigint"])).toEqualTypeOf<{ aBigint: bigint | null }>();
  });

  it("R-JSON-1 a hint can be kept apart", async () => {
    const hint = { firstName: true, books: ["title"] } as const satisfies JsonHint<Author>;
    expectTypeOf(await author.toJSON(hint)).branded.toEqualTypeOf<{
      firstName: string;
      books: { title: string }[];
    }>();
    expectTypeOf(author.toJSON()).toEqualTypeOf<{ id: AuthorId | undefined }>();
  });
});
