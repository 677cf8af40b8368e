// W8 by hand: books, then links with their tags, then one DELETE and one INSERT of pairs inside BEGIN and COMMIT.
import type { Reading } from "../../scenarios/Reading.ts";
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { inTransaction } from "./inTransaction.ts";
import { openClient } from "./openClient.ts";
import { type BookRow, selectBooks } from "./rows.ts";

interface LinkedTag {
  readonly book_id: number;
  readonly id: number;
  readonly name: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const selectTags = `SELECT l.book_id, t.id, t.name, t.created_at, t.updated_at
FROM books_to_tags AS l JOIN tags AS t ON t.id = l.tag_id WHERE l.book_id = any($1)`;
const deleteLinks = `DELETE FROM books_to_tags AS l USING unnest($1::int[], $2::int[]) AS g(book_id, tag_id)
WHERE l.book_id = g.book_id AND l.tag_id = g.tag_id`;
const insertLinks =
  "INSERT INTO books_to_tags (book_id, tag_id) SELECT * FROM unnest($1::int[], $2::int[])";

export const w8: Contestant<W8Input> = {
  notes: [],
  open: (url, { bookIds, changes }) =>
    openClient(url, async (client) => {
      const books = await client.query<BookRow>(`${selectBooks} WHERE id = any($1)`, [bookIds]);
      const tags = await client.query<LinkedTag>(selectTags, [bookIds]);
      const tagsOf = Map.groupBy(tags.rows, (tag) => tag.book_id);
      const idsOf = new Map(
        books.rows.map(({ id }) => [id, new Set((tagsOf.get(id) ?? []).map((tag) => tag.id))]),
      );
      const [ids, offs, ons]: [number[], number[], number[]] = [[], [], []];
      for (const [id, { off, on }] of changes) {
        const own = idsOf.get(id);
        if (own === undefined) continue;
        own.delete(off);
        own.add(on);
        ids.push(id);
        offs.push(off);
        ons.push(on);
      }
      await inTransaction(client, async () => {
        await client.query(deleteLinks, [ids, offs]);
        await client.query(insertLinks, [ids, ons]);
      });
      return () =>
        [...idsOf].flatMap(([bookId, own]) =>
          [...own].map((tagId): Reading => ["link", { bookId, tagId }]),
        );
    }),
};
