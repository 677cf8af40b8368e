// W5 with Objection: an `insert` with `onConflict` and `merge`.
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "../objection/models.ts";
import { openKnex } from "../objection/openKnex.ts";

export const w5: Contestant<W5Input> = {
  notes: ['`insert(books).onConflict("id").merge([…])`: one INSERT … ON CONFLICT DO UPDATE.'],
  open: (url, { bookIds }) =>
    openKnex(url, async () => {
      const books = await Book.query().findByIds([...bookIds]);
      const updatedAt = new Date();
      for (const book of books) Object.assign(book, { title: revised(book.title), updatedAt });
      await Book.transaction(async (trx) => {
        await Book.query(trx).insert(books).onConflict("id").merge(["title", "updated_at"]);
      });
      return () => books.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
