// W7 with postgres.js by hand: one statement with two joins and EXISTS.
import { readFinds, type W7Input } from "../../scenarios/w7.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { openSql } from "./openSql.ts";

export const w7: Contestant<W7Input> = {
  notes: [],
  open: (url, { publisherNames, minRating, limit }) =>
    openSql(url, async (sql) => {
      const finds: Array<ReadonlyArray<BookObject>> = [];
      for (const name of publisherNames)
        finds.push(
          await sql<BookObject[]>`
            SELECT b.id, b.author_id, b.title, b.isbn, b.pages, b.price_cents, b.created_at, b.updated_at
            FROM books b JOIN authors a ON a.id = b.author_id JOIN publishers p ON p.id = a.publisher_id
            WHERE p.name = ${name}
              AND EXISTS (SELECT FROM reviews r WHERE r.book_id = b.id AND r.rating >= ${minRating})
            ORDER BY b.title LIMIT ${limit}`,
        );
      return () => readFinds(finds, readBook);
    }),
};
