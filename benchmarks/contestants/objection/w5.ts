// W5 with Objection: a `patch` for each book within a transaction.
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "./models.ts";
import { openKnex } from "./openKnex.ts";

export const w5: Contestant<W5Input> = {
  notes: [
    "`$query(trx).patch` for each: `upsertGraph`, which takes the list, would load it again and then patch each as well.",
  ],
  open: (url, { bookIds }) =>
    openKnex(url, async () => {
      const books = await Book.query().findByIds([...bookIds]);
      await Book.transaction(async (trx) => {
        for (const book of books)
          await book.$query(trx).patch({ title: revised(book.title), updatedAt: new Date() });
      });
      return () => books.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
