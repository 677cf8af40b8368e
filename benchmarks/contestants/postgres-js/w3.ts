// W3 with postgres.js by hand: who writes it by hand knows the tree, so it is one statement per level.
import type { W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import type { AuthorObject, BookObject, PublisherObject, ReviewObject } from "../readRecord.ts";
import { readResolved, type ResolvedTree } from "../readTrees.ts";
import { openSql } from "./openSql.ts";
import { selectAuthors, selectBooks, selectPublishers, selectReviews } from "./selects.ts";

export const w3: Contestant<W3Input> = {
  notes: [],
  open: (url, { authorIds }) =>
    openSql(url, async (sql) => {
      const ids = [...authorIds];
      const authors = await sql<AuthorObject[]>`${selectAuthors(sql)} WHERE id = any(${ids})`;
      const books = await sql<BookObject[]>`${selectBooks(sql)} WHERE author_id = any(${ids})`;
      const reviews = await sql<ReviewObject[]>`
        ${selectReviews(sql)} WHERE book_id = any(${books.map(({ id }) => id)})`;
      const publishers = await sql<PublisherObject[]>`
        ${selectPublishers(sql)} WHERE id = any(${[...new Set(authors.map(({ publisherId }) => publisherId))]})`;
      const publisherOf = new Map(publishers.map((publisher) => [publisher.id, publisher]));
      const booksOf = Map.groupBy(books, ({ authorId }) => authorId);
      const reviewsOf = Map.groupBy(reviews, ({ bookId }) => bookId);
      const trees = authors.map((author): ResolvedTree => {
        const publisher = publisherOf.get(author.publisherId ?? 0);
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
      return () => [...readResolved(trees)];
    }),
};
