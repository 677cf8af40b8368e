// W8 by hand: the books, their tags by a join, then one DELETE and one INSERT of pairs inside BEGIN and COMMIT.
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { readTagged } from "../readSaved.ts";
import { inTransaction } from "./inTransaction.ts";
import { openClient } from "./openClient.ts";
import { type BookRow, selectBooks } from "./rows.ts";

interface TagOfBook {
  readonly book_id: number;
  readonly id: number;
  readonly name: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const selectTags = `SELECT l.book_id, t.id, t.name, t.created_at, t.updated_at
FROM books_to_tags l JOIN tags t ON t.id = l.tag_id WHERE l.book_id = any($1)`;
const deletePairs = `DELETE FROM books_to_tags l USING unnest($1::int[], $2::int[]) AS p(book_id, tag_id)
WHERE l.book_id = p.book_id AND l.tag_id = p.tag_id`;
const insertPairs = `INSERT INTO books_to_tags (book_id, tag_id)
SELECT book_id, tag_id FROM unnest($1::int[], $2::int[]) AS p(book_id, tag_id)`;

export const w8: Contestant<W8Input> = {
  notes: ["In memory it keeps the ids of the tags of each book."],
  open: (url, { bookIds, changes }) =>
    openClient(url, async (client) => {
      const { rows: books } = await client.query<BookRow>(`${selectBooks} WHERE id = any($1)`, [
        bookIds,
      ]);
      const { rows: tags } = await client.query<TagOfBook>(selectTags, [bookIds]);
      const tagIds = new Map(books.map(({ id }) => [id, new Set<number>()]));
      for (const tag of tags) tagIds.get(tag.book_id)!.add(tag.id);
      const ids = changes.map(({ bookId }) => bookId);
      await inTransaction(client, async () => {
        await client.query(deletePairs, [ids, changes.map(({ off }) => off)]);
        await client.query(insertPairs, [ids, changes.map(({ on }) => on)]);
      });
      for (const { bookId, off, on } of changes) {
        tagIds.get(bookId)!.delete(off);
        tagIds.get(bookId)!.add(on);
      }
      return () => books.map(({ id }) => readTagged(id, tagIds.get(id)!));
    }),
};
