// W5 with postgres.js by hand: its documented way to update many rows, `from (values …)`.
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import type { BookObject } from "../readRecord.ts";
import { openSql } from "./openSql.ts";
import { selectBooks } from "./selects.ts";

export const w5: Contestant<W5Input> = {
  notes: [
    "`update … from (values ${sql(rows)})`, as its documentation has many updates in one query.",
  ],
  open: (url, { bookIds }) =>
    openSql(url, async (sql) => {
      const found = await sql<BookObject[]>`${selectBooks(sql)} WHERE id = any(${[...bookIds]})`;
      const books = found.map((book) => ({ ...book, title: revised(book.title) }));
      await sql.begin(async (tx) => {
        await tx`
          UPDATE books SET title = u.title, updated_at = now()
          FROM (VALUES ${tx(books.map(({ id, title }) => [id, title]))}) AS u (id, title)
          WHERE books.id = u.id::int`;
      });
      return () => books.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
