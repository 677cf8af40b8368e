// W7 by hand: one named statement with two joins and EXISTS.
import { readFinds, type W7Input } from "../../scenarios/w7.ts";
import type { Contestant } from "../Contestant.ts";
import { openClient } from "./openClient.ts";
import { type BookRow, readBook } from "./rows.ts";

const text = `SELECT b.id, b.author_id, b.title, b.isbn, b.pages, b.price_cents, b.created_at, b.updated_at
FROM books b JOIN authors a ON a.id = b.author_id JOIN publishers p ON p.id = a.publisher_id
WHERE p.name = $1 AND EXISTS (SELECT FROM reviews r WHERE r.book_id = b.id AND r.rating >= $2)
ORDER BY b.title LIMIT $3`;

export const w7: Contestant<W7Input> = {
  notes: ["The statement is named."],
  open: (url, { publisherNames, minRating, limit }) =>
    openClient(url, async (client) => {
      const finds: Array<ReadonlyArray<BookRow>> = [];
      for (const publisherName of publisherNames) {
        const values = [publisherName, minRating, limit];
        const { rows } = await client.query<BookRow>({ name: "w7", text, values });
        finds.push(rows);
      }
      return () => readFinds(finds, readBook);
    }),
};
