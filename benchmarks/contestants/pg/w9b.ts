// W9b by hand: one statement for all ids, and a map to answer in the order asked.
import type { W9bInput } from "../../scenarios/w9b.ts";
import type { Contestant } from "../Contestant.ts";
import { openClient } from "./openClient.ts";
import { type BookRow, readBook, selectBooks } from "./rows.ts";

export const w9b: Contestant<W9bInput> = {
  notes: [],
  open: (url, { bookIds }) =>
    openClient(url, async (client) => {
      const { rows } = await client.query<BookRow>(`${selectBooks} WHERE id = any($1)`, [bookIds]);
      const bookOf = new Map(rows.map((book) => [book.id, book]));
      const books = bookIds.flatMap((id) => bookOf.get(id) ?? []);
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
