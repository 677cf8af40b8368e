// W8 with postgres.js by hand: the books, their tags by a join, then a DELETE and an INSERT of pairs within `sql.begin`.
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import type { BookObject } from "../readRecord.ts";
import { readTagged } from "../readSaved.ts";
import { openSql } from "./openSql.ts";
import { selectBooks } from "./selects.ts";

interface TagOfBook {
  readonly bookId: number;
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const w8: Contestant<W8Input> = {
  notes: ["In memory it keeps the ids of the tags of each book."],
  open: (url, { bookIds, changes }) =>
    openSql(url, async (sql) => {
      const ids = [...bookIds];
      const books = await sql<BookObject[]>`${selectBooks(sql)} WHERE id = any(${ids})`;
      const tags = await sql<TagOfBook[]>`
        SELECT l.book_id, t.id, t.name, t.created_at, t.updated_at
        FROM books_to_tags l JOIN tags t ON t.id = l.tag_id WHERE l.book_id = any(${ids})`;
      const tagIds = new Map(books.map(({ id }) => [id, new Set<number>()]));
      for (const tag of tags) tagIds.get(tag.bookId)!.add(tag.id);
      await sql.begin(async (tx) => {
        await tx`
          DELETE FROM books_to_tags l
          USING (VALUES ${tx(changes.map(({ bookId, off }) => [bookId, off]))}) AS p (book_id, tag_id)
          WHERE l.book_id = p.book_id::int AND l.tag_id = p.tag_id::int`;
        await tx`
          INSERT INTO books_to_tags ${tx(changes.map(({ bookId, on }) => ({ bookId, tagId: on })))}`;
      });
      for (const { bookId, off, on } of changes) {
        tagIds.get(bookId)!.delete(off);
        tagIds.get(bookId)!.add(on);
      }
      return () => books.map(({ id }) => readTagged(id, tagIds.get(id)!));
    }),
};
