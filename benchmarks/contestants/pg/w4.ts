// W4 by hand: one `unnest` INSERT per table inside BEGIN and COMMIT, the ids of the authors from RETURNING.
import type { NewBook } from "../../fixtures/Fixture.ts";
import type { Reading } from "../../scenarios/Reading.ts";
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { openClient } from "./openClient.ts";

const insertAuthors = `INSERT INTO authors (first_name, last_name, email, age, is_active, bio)
SELECT first_name, last_name, email, age, is_active, bio
FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::boolean[], $6::text[])
  WITH ORDINALITY AS t(first_name, last_name, email, age, is_active, bio, n)
ORDER BY n RETURNING id`;
const insertBooks = `INSERT INTO books (author_id, title, isbn, pages, price_cents)
SELECT author_id, title, isbn, pages, price_cents
FROM unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::int[])
  WITH ORDINALITY AS t(author_id, title, isbn, pages, price_cents, n)
ORDER BY n RETURNING id`;

type Created<T> = T & { readonly id: number };

export const w4: Contestant<W4Input> = {
  notes: [],
  open: (url, input) =>
    openClient(url, async (client) => {
      await client.query("BEGIN");
      try {
        const authors = await client.query<{ id: number }>(insertAuthors, [
          input.authors.map((author) => author.firstName),
          input.authors.map((author) => author.lastName),
          input.authors.map((author) => author.email),
          input.authors.map((author) => author.age),
          input.authors.map((author) => author.isActive),
          input.authors.map((author) => author.bio),
        ]);
        const newBooks = input.authors.flatMap(({ books }, n) =>
          books.map((book) => ({ ...book, authorId: idAt(authors.rows, n) })),
        );
        const books = await client.query<{ id: number }>(insertBooks, [
          newBooks.map((book) => book.authorId),
          newBooks.map((book) => book.title),
          newBooks.map((book) => book.isbn),
          newBooks.map((book) => book.pages),
          newBooks.map((book) => book.priceCents),
        ]);
        await client.query("COMMIT");
        const created = newBooks.map((book, n) => ({ ...book, id: idAt(books.rows, n) }));
        return () => read(input, authors.rows, created);
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      }
    }),
};

function idAt(rows: ReadonlyArray<{ id: number }>, n: number): number {
  return rows[n]?.id ?? Number.NaN;
}

function read(
  input: W4Input,
  ids: ReadonlyArray<{ id: number }>,
  books: ReadonlyArray<Created<NewBook & { readonly authorId: number }>>,
): ReadonlyArray<Reading> {
  return [
    ...input.authors.map(({ books: _books, ...author }, n): Reading => [
      "created author",
      { id: idAt(ids, n), ...author },
    ]),
    ...books.map((book): Reading => ["created book", book]),
  ];
}
