// W5 by hand: one SELECT, one `unnest` UPDATE inside BEGIN and COMMIT.
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { inTransaction } from "./inTransaction.ts";
import { openClient } from "./openClient.ts";
import { type BookRow, selectBooks } from "./rows.ts";

const update = `UPDATE books b SET title = u.title, updated_at = now()
FROM unnest($1::int[], $2::text[]) AS u(id, title) WHERE b.id = u.id`;

export const w5: Contestant<W5Input> = {
  notes: [],
  open: (url, { bookIds }) =>
    openClient(url, async (client) => {
      const { rows: books } = await client.query<BookRow>(`${selectBooks} WHERE id = any($1)`, [
        bookIds,
      ]);
      for (const book of books) book.title = revised(book.title);
      await inTransaction(client, async () => {
        await client.query(update, [books.map(({ id }) => id), books.map(({ title }) => title)]);
      });
      return () => books.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
