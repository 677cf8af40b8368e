// S3 by hand: a map of what is there, one statement per level for what is not.
import type { Client } from "pg";
import type { Reading } from "../../scenarios/Reading.ts";
import type { S3Input } from "../../scenarios/s3.ts";
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

export const s3: Contestant<S3Input> = {
  notes: ["It keeps a map of the trees it has and loads those of the other authors."],
  open: (url, { authorIds, knownIds }) =>
    openClient(url, async (client) => {
      const known = new Map<number, RowTree>();
      const load = async (ids: ReadonlyArray<number>): Promise<ReadonlyArray<RowTree>> => {
        const missing = ids.filter((id) => !known.has(id));
        for (const tree of await loadTrees(client, missing)) known.set(tree.author.id, tree);
        return ids.map((id) => known.get(id)!);
      };
      const first = await load(knownIds);
      const second = await load(authorIds);
      return () => [...read(first), ...read(second)];
    }),
};

async function loadTrees(
  client: Client,
  authorIds: ReadonlyArray<number>,
): Promise<ReadonlyArray<RowTree>> {
  const authors = await client.query<AuthorRow>(`${selectAuthors} WHERE id = any($1)`, [authorIds]);
  const books = await client.query<BookRow>(`${selectBooks} WHERE author_id = any($1)`, [
    authorIds,
  ]);
  const reviews = await client.query<ReviewRow>(`${selectReviews} WHERE book_id = any($1)`, [
    books.rows.map((book) => book.id),
  ]);
  const booksOf = Map.groupBy(books.rows, (book) => book.author_id);
  const reviewsOf = Map.groupBy(reviews.rows, (review) => review.book_id);
  return authors.rows.map((author) => ({
    author,
    books: (booksOf.get(author.id) ?? []).map((book) => ({
      book,
      reviews: reviewsOf.get(book.id) ?? [],
    })),
  }));
}

function* read(trees: ReadonlyArray<RowTree>): Generator<Reading> {
  for (const { author, books } of trees) {
    yield ["author", readAuthor(author)];
    for (const { book, reviews } of books) {
      yield ["book", readBook(book)];
      for (const review of reviews) yield ["review", readReview(review)];
    }
  }
}
