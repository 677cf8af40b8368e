// W6 by hand: three SELECTs, then one statement per table and kind of change inside BEGIN and COMMIT.
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { readSaved, type SavedBook } from "../readSaved.ts";
import { inTransaction } from "./inTransaction.ts";
import { openClient } from "./openClient.ts";
import {
  type AuthorRow,
  type BookRow,
  type ReviewRow,
  selectAuthors,
  selectBooks,
  selectReviews,
} from "./rows.ts";

const insertBooks = `INSERT INTO books (author_id, title, isbn, pages, price_cents)
SELECT author_id, title, isbn, pages, price_cents
FROM unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::int[])
  WITH ORDINALITY AS t(author_id, title, isbn, pages, price_cents, n)
ORDER BY n RETURNING id`;
const updateAuthors = `UPDATE authors a SET age = u.age, updated_at = now()
FROM unnest($1::int[], $2::int[]) AS u(id, age) WHERE a.id = u.id`;
const updateBooks = `UPDATE books b SET pages = u.pages, updated_at = now()
FROM unnest($1::int[], $2::int[]) AS u(id, pages) WHERE b.id = u.id`;
const deleteReviews = "DELETE FROM reviews WHERE id = any($1)";

export const w6: Contestant<W6Input> = {
  notes: [],
  open: (url, { authorIds, newBooks, reviewIds }) =>
    openClient(url, async (client) => {
      const { rows: authors } = await client.query<AuthorRow>(
        `${selectAuthors} WHERE id = any($1)`,
        [authorIds],
      );
      const { rows: books } = await client.query<BookRow>(
        `${selectBooks} WHERE author_id = any($1) ORDER BY id`,
        [authorIds],
      );
      const { rows: reviews } = await client.query<ReviewRow>(
        `${selectReviews} WHERE id = any($1)`,
        [reviewIds],
      );
      const booksOf = Map.groupBy(books, (book) => book.author_id);
      const authorById = new Map(authors.map((author) => [author.id, author]));
      const firstBooks = authorIds.map((id) => booksOf.get(id)![0]!);
      for (const author of authors) author.age = older(author.age);
      for (const book of firstBooks) book.pages += 1;
      const added = authorIds.flatMap((authorId, n) =>
        newBooks[n]!.map((book): SavedBook => ({ ...book, authorId, id: 0 })),
      );
      await inTransaction(client, async () => {
        const created = await client.query<{ id: number }>(insertBooks, [
          added.map((book) => book.authorId),
          added.map((book) => book.title),
          added.map((book) => book.isbn),
          added.map((book) => book.pages),
          added.map((book) => book.priceCents),
        ]);
        for (const [n, { id }] of created.rows.entries()) added[n]!.id = id;
        await client.query(updateAuthors, [
          authors.map(({ id }) => id),
          authors.map(({ age }) => age),
        ]);
        await client.query(updateBooks, [
          firstBooks.map(({ id }) => id),
          firstBooks.map(({ pages }) => pages),
        ]);
        await client.query(deleteReviews, [reviews.map(({ id }) => id)]);
      });
      return () =>
        readSaved({
          authors: authorIds.map((id) => authorById.get(id)!),
          books: firstBooks,
          added,
          deletedIds: reviews.map(({ id }) => id),
        });
    }),
};
