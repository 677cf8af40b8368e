// W6 by hand: a statement per table that is read, then one per table and kind of change inside BEGIN and COMMIT.
import type { Reading } from "../../scenarios/Reading.ts";
import type { W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
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
const updateAuthors = `UPDATE authors AS a SET last_name = g.last_name, updated_at = now()
FROM unnest($1::int[], $2::text[]) AS g(id, last_name) WHERE a.id = g.id`;
const updateBooks = `UPDATE books AS b SET title = g.title, updated_at = now()
FROM unnest($1::int[], $2::text[]) AS g(id, title) WHERE b.id = g.id`;

export const w6: Contestant<W6Input> = {
  notes: [],
  open: (url, { authors: given, lastName, suffix, reviewIds }) =>
    openClient(url, async (client) => {
      const authorIds = given.map(({ id }) => id);
      const authors = await client.query<AuthorRow>(`${selectAuthors} WHERE id = any($1)`, [
        authorIds,
      ]);
      const books = await client.query<BookRow>(
        `${selectBooks} WHERE author_id = any($1) ORDER BY id`,
        [authorIds],
      );
      const reviews = await client.query<ReviewRow>(`${selectReviews} WHERE id = any($1)`, [
        reviewIds,
      ]);
      const booksOf = Map.groupBy(books.rows, (book) => book.author_id);
      const renamed: BookRow[] = [];
      for (const author of authors.rows) {
        author.last_name = lastName;
        const [first] = booksOf.get(author.id) ?? [];
        if (first === undefined) continue;
        first.title += suffix;
        renamed.push(first);
      }
      const newBooks = given.flatMap(({ id, newBooks: own }) =>
        own.map((book) => ({ ...book, authorId: id })),
      );
      const inserted = await inTransaction(client, async () => {
        const { rows } = await client.query<{ id: number }>(insertBooks, [
          newBooks.map((book) => book.authorId),
          newBooks.map((book) => book.title),
          newBooks.map((book) => book.isbn),
          newBooks.map((book) => book.pages),
          newBooks.map((book) => book.priceCents),
        ]);
        await client.query(updateAuthors, [
          authors.rows.map(({ id }) => id),
          authors.rows.map((author) => author.last_name),
        ]);
        await client.query(updateBooks, [
          renamed.map(({ id }) => id),
          renamed.map(({ title }) => title),
        ]);
        await client.query("DELETE FROM reviews WHERE id = any($1)", [
          reviews.rows.map(({ id }) => id),
        ]);
        return rows;
      });
      return () => [
        ...authors.rows.map((author): Reading => [
          "renamed author",
          { id: author.id, lastName: author.last_name },
        ]),
        ...renamed.map(({ id, title }): Reading => ["renamed book", { id, title }]),
        ...newBooks.map((book, n): Reading => ["created book", { ...book, id: inserted[n]!.id }]),
      ];
    }),
};
