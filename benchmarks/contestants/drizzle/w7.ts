// W7 with Drizzle: a query with two joins and EXISTS.
import { and, eq, exists, getTableColumns, gte } from "drizzle-orm";
import { readFinds, type W7Input } from "../../scenarios/w7.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { authors, books, publishers, reviews } from "./schema.ts";

export const w7: Contestant<W7Input> = {
  notes: [],
  open: (url, { publisherNames, minRating, limit }) =>
    openDatabase(url, nothing, async (db) => {
      const finds: Array<ReadonlyArray<BookObject>> = [];
      for (const name of publisherNames) {
        const praised = db
          .select()
          .from(reviews)
          .where(and(eq(reviews.bookId, books.id), gte(reviews.rating, minRating)));
        finds.push(
          await db
            .select(getTableColumns(books))
            .from(books)
            .innerJoin(authors, eq(books.authorId, authors.id))
            .innerJoin(publishers, eq(authors.publisherId, publishers.id))
            .where(and(eq(publishers.name, name), exists(praised)))
            .orderBy(books.title)
            .limit(limit),
        );
      }
      return () => readFinds(finds, readBook);
    }),
};
