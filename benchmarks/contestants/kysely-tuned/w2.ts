// W2 with Kysely: one statement per level, and maps to join them.
import type { Reading } from "../../scenarios/Reading.ts";
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import { authorColumns, bookColumns, reviewColumns } from "../kysely/columns.ts";
import { openDatabase } from "../kysely/openDatabase.ts";
import { readAuthor, readBook, readReview } from "../pg/rows.ts";

export const w2: Contestant<W2Input> = {
  notes: ["One statement per level in place of JSON, and maps to join them."],
  open: (url, { authorIds }) =>
    openDatabase(url, async (db) => {
      const authors = await db
        .selectFrom("authors")
        .select(authorColumns)
        .where("id", "in", authorIds)
        .execute();
      const books = await db
        .selectFrom("books")
        .select(bookColumns)
        .where("author_id", "in", authorIds)
        .execute();
      const bookIds = books.map(({ id }) => id);
      const reviews = await db
        .selectFrom("reviews")
        .select(reviewColumns)
        .where("book_id", "in", bookIds)
        .execute();
      const booksOf = Map.groupBy(books, (book) => book.author_id);
      const reviewsOf = Map.groupBy(reviews, (review) => review.book_id);
      const trees = authors.map((author) => ({
        author,
        books: (booksOf.get(author.id) ?? []).map((book) => ({
          book,
          reviews: reviewsOf.get(book.id) ?? [],
        })),
      }));
      return () =>
        trees.flatMap(({ author, books: own }): ReadonlyArray<Reading> => [
          ["author", readAuthor(author)],
          ...own.flatMap(({ book, reviews: about }): ReadonlyArray<Reading> => [
            ["book", readBook(book)],
            ...about.map((review): Reading => ["review", readReview(review)]),
          ]),
        ]);
    }),
};
