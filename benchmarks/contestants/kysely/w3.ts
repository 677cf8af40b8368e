// W3 with Kysely: it builds queries and loads nothing by itself, so it is one statement per level and maps to join them.
import type { Reading } from "../../scenarios/Reading.ts";
import type { Tree, W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import {
  type AuthorRow,
  type BookRow,
  type PublisherRow,
  readAuthor,
  readBook,
  readPublisher,
  readReview,
  type ReviewRow,
} from "../pg/rows.ts";
import { authorColumns, bookColumns, publisherColumns, reviewColumns } from "./columns.ts";
import { openDatabase } from "./openDatabase.ts";

type RowTree = Tree<AuthorRow, BookRow, ReviewRow, PublisherRow | undefined>;

export const w3: Contestant<W3Input> = {
  notes: ["Kysely has no relations to load one by one: by hand, one statement per level."],
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
      const publisherIds = new Set(authors.map(({ publisher_id }) => publisher_id ?? 0));
      const publishers = await db
        .selectFrom("publishers")
        .select(publisherColumns)
        .where("id", "in", [...publisherIds])
        .execute();
      const publisherOf = new Map(publishers.map((publisher) => [publisher.id, publisher]));
      const booksOf = Map.groupBy(books, (book) => book.author_id);
      const reviewsOf = Map.groupBy(reviews, (review) => review.book_id);
      const trees: ReadonlyArray<RowTree> = authors.map((author) => {
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
