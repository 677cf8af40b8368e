// W8 with postgres.js by hand: the books, their tags by a join, then a DELETE and an INSERT of pairs within `sql.begin` at once.
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { openSql } from "../postgres-js/openSql.ts";
import { selectBooks } from "../postgres-js/selects.ts";
import type { BookObject } from "../readRecord.ts";
import { readTagged } from "../readSaved.ts";

interface TagOfBook {
  readonly bookId: number;
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const w8: Contestant<W8Input> = {
  notes: [
    "`unnest` in place of its helper for many rows: one array for each column.",
    "In a transaction, statements whose answers nobody waits for leave together, as its page on transactions has it.",
  ],
  open: (url, { bookIds, changes }) =>
    openSql(url, async (sql) => {
      const ids = [...bookIds];
      const books = await sql<BookObject[]>`${selectBooks(sql)} WHERE id = any(${ids})`;
      const tags = await sql<TagOfBook[]>`
        SELECT l.book_id, t.id, t.name, t.created_at, t.updated_at
        FROM books_to_tags l JOIN tags t ON t.id = l.tag_id WHERE l.book_id = any(${ids})`;
      const tagIds = new Map(books.map(({ id }) => [id, new Set<number>()]));
      for (const tag of tags) tagIds.get(tag.bookId)!.add(tag.id);
      const changed = changes.map(({ bookId }) => bookId);
      await sql.begin((tx) => [
        tx`
          DELETE FROM books_to_tags l
          USING unnest(${changed}::int[], ${changes.map(({ off }) => off)}::int[]) AS p (book_id, tag_id)
          WHERE l.book_id = p.book_id AND l.tag_id = p.tag_id`,
        tx`
          INSERT INTO books_to_tags (book_id, tag_id)
          SELECT * FROM unnest(${changed}::int[], ${changes.map(({ on }) => on)}::int[])`,
      ]);
      for (const { bookId, off, on } of changes) {
        tagIds.get(bookId)!.delete(off);
        tagIds.get(bookId)!.add(on);
      }
      return () => books.map(({ id }) => readTagged(id, tagIds.get(id)!));
    }),
};
