// W2 with Kysely: its recipe for relations, sub-queries that are aggregated as JSON.
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Reading } from "../../scenarios/Reading.ts";
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor, readBook, readReview } from "../pg/rows.ts";
import { authorColumns, bookColumns, reviewColumns } from "./columns.ts";
import { openDatabase } from "./openDatabase.ts";

export const w2: Contestant<W2Input> = {
  notes: [
    "`jsonArrayFrom`, its recipe for relations, which is one statement. Times below the first level stay text: JSON has no dates.",
  ],
  open: (url, { authorIds }) =>
    openDatabase(url, async (db) => {
      const authors = await db
        .selectFrom("authors")
        .select((author) => [
          ...authorColumns,
          jsonArrayFrom(
            author
              .selectFrom("books")
              .select((book) => [
                ...bookColumns,
                jsonArrayFrom(
                  book
                    .selectFrom("reviews")
                    .select(reviewColumns)
                    .whereRef("reviews.book_id", "=", "books.id"),
                ).as("reviews"),
              ])
              .whereRef("books.author_id", "=", "authors.id"),
          ).as("books"),
        ])
        .where("id", "in", authorIds)
        .execute();
      return () =>
        authors.flatMap((author): ReadonlyArray<Reading> => [
          ["author", readAuthor(author)],
          ...author.books.flatMap((book): ReadonlyArray<Reading> => [
            ["book", readBook(dated(book))],
            ...book.reviews.map((review): Reading => ["review", readReview(dated(review))]),
          ]),
        ]);
    }),
};

interface Times<T> {
  readonly created_at: T;
  readonly updated_at: T;
}

function dated<R extends Times<string>>(row: R): Omit<R, keyof Times<string>> & Times<Date> {
  return { ...row, created_at: new Date(row.created_at), updated_at: new Date(row.updated_at) };
}
