// W2 by hand: one `= any($1)` statement per level, and maps to join them.
import type { Reading } from "../../scenarios/Reading.ts";
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import { openClient } from "./openClient.ts";
import {
  type AuthorRow,
  type BookRow,
  readAuthor,
  readBook,
  readReview,
  type ReviewRow,
  selectAuthors,
  selectBooks,
  selectReviews,
} from "./rows.ts";

interface RowTree {
  readonly author: AuthorRow;
  readonly books: ReadonlyArray<{
    readonly book: BookRow;
    readonly reviews: ReadonlyArray<ReviewRow>;
  }>;
}

export const w2: Contestant<W2Input> = {
  notes: [],
  open: (url, { authorIds }) =>
    openClient(url, async (client) => {
      const authors = await client.query<AuthorRow>(`${selectAuthors} WHERE id = any($1)`, [
        authorIds,
      ]);
      const books = await client.query<BookRow>(`${selectBooks} WHERE author_id = any($1)`, [
        authorIds,
      ]);
      const reviews = await client.query<ReviewRow>(`${selectReviews} WHERE book_id = any($1)`, [
        books.rows.map((book) => book.id),
      ]);
      const booksOf = Map.groupBy(books.rows, (book) => book.author_id);
      const reviewsOf = Map.groupBy(reviews.rows, (review) => review.book_id);
      const trees: ReadonlyArray<RowTree> = authors.rows.map((author) => ({
        author,
        books: (booksOf.get(author.id) ?? []).map((book) => ({
          book,
          reviews: reviewsOf.get(book.id) ?? [],
        })),
      }));
      return () => [...read(trees)];
    }),
};

function* read(trees: ReadonlyArray<RowTree>): Generator<Reading> {
  for (const { author, books } of trees) {
    yield ["author", readAuthor(author)];
    for (const { book, reviews } of books) {
      yield ["book", readBook(book)];
      for (const review of reviews) yield ["review", readReview(review)];
    }
  }
}
