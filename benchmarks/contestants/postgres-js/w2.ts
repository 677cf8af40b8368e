// W2 with postgres.js by hand: one `= any(…)` statement per level, and maps to join them.
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import type { AuthorObject, BookObject, ReviewObject } from "../readRecord.ts";
import { type NestedAuthor, readNested } from "../readTrees.ts";
import { openSql } from "./openSql.ts";
import { selectAuthors, selectBooks, selectReviews } from "./selects.ts";

export const w2: Contestant<W2Input> = {
  notes: [],
  open: (url, { authorIds }) =>
    openSql(url, async (sql) => {
      const ids = [...authorIds];
      const authors = await sql<AuthorObject[]>`${selectAuthors(sql)} WHERE id = any(${ids})`;
      const books = await sql<BookObject[]>`${selectBooks(sql)} WHERE author_id = any(${ids})`;
      const reviews = await sql<ReviewObject[]>`
        ${selectReviews(sql)} WHERE book_id = any(${books.map(({ id }) => id)})`;
      const booksOf = Map.groupBy(books, ({ authorId }) => authorId);
      const reviewsOf = Map.groupBy(reviews, ({ bookId }) => bookId);
      const trees = authors.map((author): NestedAuthor => ({
        ...author,
        books: (booksOf.get(author.id) ?? []).map((book) => ({
          ...book,
          reviews: reviewsOf.get(book.id) ?? [],
        })),
      }));
      return () => [...readNested(trees)];
    }),
};
