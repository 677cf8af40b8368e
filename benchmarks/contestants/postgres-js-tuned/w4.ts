// W4 with postgres.js by hand: one `unnest` INSERT per table within `sql.begin`.
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { openSql } from "../postgres-js/openSql.ts";
import { readCreated } from "../readCreated.ts";

export const w4: Contestant<W4Input> = {
  notes: ["`unnest` in place of its helper for many rows: one array for each column."],
  open: (url, input) =>
    openSql(url, async (sql) => {
      const created = await sql.begin(async (tx) => {
        const given = input.authors;
        const authorIds = await tx<Array<{ readonly id: number }>>`
          INSERT INTO authors (first_name, last_name, email, age, is_active, bio)
          SELECT * FROM unnest(
            ${given.map(({ firstName }) => firstName)}::text[], ${given.map(({ lastName }) => lastName)}::text[],
            ${given.map(({ email }) => email)}::text[], ${given.map(({ age }) => age)}::int[],
            ${tx.array(given.map(({ isActive }) => isActive))}::boolean[], ${given.map(({ bio }) => bio)}::text[])
          RETURNING id`;
        const authors = given.map((author, n) => ({ ...author, id: authorIds[n]!.id }));
        const newBooks = authors.flatMap(({ id, books }) =>
          books.map((book) => ({ ...book, authorId: id })),
        );
        const bookIds = await tx<Array<{ readonly id: number }>>`
          INSERT INTO books (author_id, title, isbn, pages, price_cents)
          SELECT * FROM unnest(
            ${newBooks.map(({ authorId }) => authorId)}::int[], ${newBooks.map(({ title }) => title)}::text[],
            ${newBooks.map(({ isbn }) => isbn)}::text[], ${newBooks.map(({ pages }) => pages)}::int[],
            ${newBooks.map(({ priceCents }) => priceCents)}::int[])
          RETURNING id`;
        return { authors, books: newBooks.map((book, n) => ({ ...book, id: bookIds[n]!.id })) };
      });
      return () => readCreated(created);
    }),
};
