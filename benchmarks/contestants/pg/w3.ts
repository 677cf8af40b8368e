// W3 by hand: who writes it by hand knows the tree, so it is one `= any($1)` statement per level and maps to join them.
import type { Reading } from "../../scenarios/Reading.ts";
import type { Tree, W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import { openClient } from "./openClient.ts";
import {
  type AuthorRow,
  type BookRow,
  type PublisherRow,
  readAuthor,
  readBook,
  readPublisher,
  readReview,
  type ReviewRow,
  selectAuthors,
  selectBooks,
  selectPublishers,
  selectReviews,
} from "./rows.ts";

type RowTree = Tree<AuthorRow, BookRow, ReviewRow, PublisherRow | undefined>;

export const w3: Contestant<W3Input> = {
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
      const publishers = await client.query<PublisherRow>(
        `${selectPublishers} WHERE id = any($1)`,
        [[...new Set(authors.rows.map((author) => author.publisher_id))]],
      );
      const publisherOf = new Map(publishers.rows.map((publisher) => [publisher.id, publisher]));
      const booksOf = Map.groupBy(books.rows, (book) => book.author_id);
      const reviewsOf = Map.groupBy(reviews.rows, (review) => review.book_id);
      const trees: ReadonlyArray<RowTree> = authors.rows.map((author) => {
        const publisher = publisherOf.get(author.publisher_id ?? 0);
        return {
          author,
          books: (booksOf.get(author.id) ?? []).map((book) => ({
            book,
            reviews: (reviewsOf.get(book.id) ?? []).map((review) => ({
              review,
              via: { book, author, publisher },
            })),
          })),
        };
      });
      return () => [...read(trees)];
    }),
};

function* read(trees: ReadonlyArray<RowTree>): Generator<Reading> {
  for (const { author, books } of trees) {
    yield ["author", readAuthor(author)];
    for (const { book, reviews } of books) {
      yield ["book", readBook(book)];
      for (const { review, via } of reviews) {
        yield ["review", readReview(review)];
        if (via.publisher === undefined) continue;
        const publisher = readPublisher(via.publisher);
        yield [
          "path",
          { reviewId: review.id, bookId: via.book.id, authorId: via.author.id, publisher },
        ];
      }
    }
  }
}
