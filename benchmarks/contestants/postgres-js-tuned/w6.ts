// W6 with postgres.js by hand: three SELECTs, then all changes within `sql.begin` at once.
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { openSql } from "../postgres-js/openSql.ts";
import { selectAuthors, selectBooks, selectReviews } from "../postgres-js/selects.ts";
import type { AuthorObject, BookObject, ReviewObject } from "../readRecord.ts";
import { readSaved } from "../readSaved.ts";

export const w6: Contestant<W6Input> = {
  notes: [
    "`unnest` in place of its helper for many rows: one array for each column.",
    "In a transaction, statements whose answers nobody waits for leave together, as its page on transactions has it.",
  ],
  open: (url, { authorIds, newBooks, reviewIds }) =>
    openSql(url, async (sql) => {
      const ids = [...authorIds];
      const found = await sql<AuthorObject[]>`${selectAuthors(sql)} WHERE id = any(${ids})`;
      const all = await sql<BookObject[]>`
        ${selectBooks(sql)} WHERE author_id = any(${ids}) ORDER BY id`;
      const reviews = await sql<ReviewObject[]>`
        ${selectReviews(sql)} WHERE id = any(${[...reviewIds]})`;
      const booksOf = Map.groupBy(all, ({ authorId }) => authorId);
      const authors = found.map((author) => ({ ...author, age: older(author.age) }));
      const books = ids.map((id) => booksOf.get(id)![0]!);
      const firstBooks = books.map((book) => ({ ...book, pages: book.pages + 1 }));
      const values = ids.flatMap((authorId, n) =>
        newBooks[n]!.map((book) => ({ ...book, authorId })),
      );
      const deletedIds = reviews.map(({ id }) => id);
      const [created] = await sql.begin((tx) => [
        tx<Array<{ readonly id: number }>>`
          INSERT INTO books (author_id, title, isbn, pages, price_cents)
          SELECT * FROM unnest(
            ${values.map(({ authorId }) => authorId)}::int[], ${values.map(({ title }) => title)}::text[],
            ${values.map(({ isbn }) => isbn)}::text[], ${values.map(({ pages }) => pages)}::int[],
            ${values.map(({ priceCents }) => priceCents)}::int[])
          RETURNING id`,
        tx`
          UPDATE authors SET age = u.age, updated_at = now()
          FROM unnest(${authors.map(({ id }) => id)}::int[], ${authors.map(({ age }) => age)}::int[]) AS u (id, age)
          WHERE authors.id = u.id`,
        tx`
          UPDATE books SET pages = u.pages, updated_at = now()
          FROM unnest(${firstBooks.map(({ id }) => id)}::int[], ${firstBooks.map(({ pages }) => pages)}::int[]) AS u (id, pages)
          WHERE books.id = u.id`,
        tx`DELETE FROM reviews WHERE id = any(${deletedIds})`,
      ]);
      const added = values.map((book, n) => ({ ...book, id: created[n]!.id }));
      return () => readSaved({ authors, books: firstBooks, added, deletedIds });
    }),
};
