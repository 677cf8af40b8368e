// W5 with postgres.js by hand: an update from `unnest`.
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { openSql } from "../postgres-js/openSql.ts";
import { selectBooks } from "../postgres-js/selects.ts";
import type { BookObject } from "../readRecord.ts";

export const w5: Contestant<W5Input> = {
  notes: ["`unnest` in place of its helper for many rows: one array for each column."],
  open: (url, { bookIds }) =>
    openSql(url, async (sql) => {
      const found = await sql<BookObject[]>`${selectBooks(sql)} WHERE id = any(${[...bookIds]})`;
      const books = found.map((book) => ({ ...book, title: revised(book.title) }));
      await sql.begin(async (tx) => {
        await tx`
          UPDATE books SET title = u.title, updated_at = now()
          FROM unnest(${books.map(({ id }) => id)}::int[], ${books.map(({ title }) => title)}::text[]) AS u (id, title)
          WHERE books.id = u.id`;
      });
      return () => books.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
