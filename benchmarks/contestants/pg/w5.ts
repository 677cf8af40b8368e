// W5 by hand: the rows by `= any($1)`, and one `unnest` UPDATE inside BEGIN and COMMIT.
import type { W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { inTransaction } from "./inTransaction.ts";
import { openClient } from "./openClient.ts";
import { type BookRow, selectBooks } from "./rows.ts";

const updateBooks = `UPDATE books AS b SET title = g.title, updated_at = now()
FROM unnest($1::int[], $2::text[]) AS g(id, title) WHERE b.id = g.id`;

export const w5: Contestant<W5Input> = {
  notes: [],
  open: (url, { bookIds, suffix }) =>
    openClient(url, async (client) => {
      const { rows } = await client.query<BookRow>(`${selectBooks} WHERE id = any($1)`, [bookIds]);
      for (const book of rows) book.title += suffix;
      await inTransaction(client, () =>
        client.query(updateBooks, [rows.map(({ id }) => id), rows.map(({ title }) => title)]),
      );
      return () => rows.map(({ id, title }) => ["renamed book", { id, title }]);
    }),
};
