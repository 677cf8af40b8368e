// W3 with Drizzle: it has no loader, so each resolver executes a query that is prepared.
import { eq, inArray, sql } from "drizzle-orm";
import type { W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import { type Database, openDatabase } from "../drizzle/openDatabase.ts";
import { authors, books, publishers, reviews } from "../drizzle/schema.ts";
import { readResolved } from "../readTrees.ts";
import { resolveTrees } from "../resolveTrees.ts";

export const w3: Contestant<W3Input> = {
  notes: [
    "The query is prepared, as its page on performance advises. There is nothing in Drizzle that batches; its pool has 10 connections.",
  ],
  open: (url, { authorIds }) =>
    openDatabase(url, prepareLoads, async (db, loads) => {
      const found = await db
        .select()
        .from(authors)
        .where(inArray(authors.id, [...authorIds]));
      const trees = await resolveTrees(found, {
        booksOf: ({ id }) => loads.booksOf.execute({ id }),
        reviewsOf: ({ id }) => loads.reviewsOf.execute({ id }),
        bookOf: async ({ bookId }) => first(await loads.book.execute({ id: bookId })),
        authorOf: async ({ authorId }) => first(await loads.author.execute({ id: authorId })),
        publisherOf: async ({ publisherId }) =>
          publisherId === null ? null : first(await loads.publisher.execute({ id: publisherId })),
      });
      return () => [...readResolved(trees)];
    }),
};

function prepareLoads(db: Database) {
  const id = sql.placeholder("id");
  return {
    booksOf: db.select().from(books).where(eq(books.authorId, id)).prepare("booksOf"),
    reviewsOf: db.select().from(reviews).where(eq(reviews.bookId, id)).prepare("reviewsOf"),
    book: db.select().from(books).where(eq(books.id, id)).prepare("book"),
    author: db.select().from(authors).where(eq(authors.id, id)).prepare("author"),
    publisher: db.select().from(publishers).where(eq(publishers.id, id)).prepare("publisher"),
  };
}

function first<T>(rows: ReadonlyArray<T>): T {
  return rows[0]!;
}
