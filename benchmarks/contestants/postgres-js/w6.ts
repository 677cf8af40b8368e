// W6 with postgres.js by hand: three SELECTs, then one statement per table and kind of change within `sql.begin`.
import type { CreatedBook } from "../../scenarios/Reading.ts";
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import type { AuthorObject, BookObject, ReviewObject } from "../readRecord.ts";
import { readSaved } from "../readSaved.ts";
import { openSql } from "./openSql.ts";
import { selectAuthors, selectBooks, selectReviews } from "./selects.ts";

export const w6: Contestant<W6Input> = {
  notes: ["Its helpers for many rows: `sql(rows)` in INSERT, `from (values …)` in UPDATE."],
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
      const added = await sql.begin(async (tx) => {
        const created = await tx<CreatedBook[]>`
          INSERT INTO books ${tx(values)} RETURNING id, author_id, title, isbn, pages, price_cents`;
        await tx`
          UPDATE authors SET age = u.age::int, updated_at = now()
          FROM (VALUES ${tx(authors.map(({ id, age }) => [id, age]))}) AS u (id, age)
          WHERE authors.id = u.id::int`;
        await tx`
          UPDATE books SET pages = u.pages::int, updated_at = now()
          FROM (VALUES ${tx(firstBooks.map(({ id, pages }) => [id, pages]))}) AS u (id, pages)
          WHERE books.id = u.id::int`;
        await tx`DELETE FROM reviews WHERE id = any(${deletedIds})`;
        return created;
      });
      return () => readSaved({ authors, books: firstBooks, added, deletedIds });
    }),
};
