// W3 with Drizzle: it has no loader, so each resolver selects.
import { eq, inArray } from "drizzle-orm";
import type { W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import { readResolved } from "../readTrees.ts";
import { resolveTrees } from "../resolveTrees.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { authors, books, publishers, reviews } from "./schema.ts";

export const w3: Contestant<W3Input> = {
  notes: ["There is nothing in Drizzle that batches; its pool has 10 connections."],
  open: (url, { authorIds }) =>
    openDatabase(url, nothing, async (db) => {
      const found = await db
        .select()
        .from(authors)
        .where(inArray(authors.id, [...authorIds]));
      const trees = await resolveTrees(found, {
        booksOf: (author) => db.select().from(books).where(eq(books.authorId, author.id)),
        reviewsOf: (book) => db.select().from(reviews).where(eq(reviews.bookId, book.id)),
        bookOf: async (review) =>
          first(await db.select().from(books).where(eq(books.id, review.bookId))),
        authorOf: async (book) =>
          first(await db.select().from(authors).where(eq(authors.id, book.authorId))),
        publisherOf: async ({ publisherId }) =>
          publisherId === null
            ? null
            : first(await db.select().from(publishers).where(eq(publishers.id, publisherId))),
      });
      return () => [...readResolved(trees)];
    }),
};

function first<T>(rows: ReadonlyArray<T>): T {
  return rows[0]!;
}
