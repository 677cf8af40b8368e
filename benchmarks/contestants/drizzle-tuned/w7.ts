// W7 with Drizzle: a prepared query with two joins and EXISTS.
import { and, eq, exists, getTableColumns, gte, sql } from "drizzle-orm";
import { readFinds, type W7Input } from "../../scenarios/w7.ts";
import type { Contestant } from "../Contestant.ts";
import { type Database, openDatabase } from "../drizzle/openDatabase.ts";
import { authors, books, publishers, reviews } from "../drizzle/schema.ts";
import { type BookObject, readBook } from "../readRecord.ts";

export const w7: Contestant<W7Input> = {
  notes: ["The query is prepared, as its page on performance advises."],
  open: (url, { publisherNames, minRating, limit }) =>
    openDatabase(url, prepareFind, async (_, find) => {
      const finds: Array<ReadonlyArray<BookObject>> = [];
      for (const name of publisherNames) finds.push(await find.execute({ name, minRating, limit }));
      return () => readFinds(finds, readBook);
    }),
};

function prepareFind(db: Database) {
  const praised = db
    .select({ one: sql`1` })
    .from(reviews)
    .where(and(eq(reviews.bookId, books.id), gte(reviews.rating, sql.placeholder("minRating"))));
  return db
    .select(getTableColumns(books))
    .from(books)
    .innerJoin(authors, eq(books.authorId, authors.id))
    .innerJoin(publishers, eq(authors.publisherId, publishers.id))
    .where(and(eq(publishers.name, sql.placeholder("name")), exists(praised)))
    .orderBy(books.title)
    .limit(sql.placeholder("limit"))
    .prepare("w7");
}
