// W9a by hand: a named statement for each id.
import type { W9aInput } from "../../scenarios/w9a.ts";
import type { Contestant } from "../Contestant.ts";
import { openClient } from "./openClient.ts";
import { type BookRow, readBook, selectBooks } from "./rows.ts";

export const w9a: Contestant<W9aInput> = {
  notes: ["The statement is named."],
  open: (url, { bookIds }) =>
    openClient(url, async (client) => {
      const books: Array<BookRow> = [];
      const text = `${selectBooks} WHERE id = $1`;
      for (const id of bookIds) {
        const { rows } = await client.query<BookRow>({ name: "w9a", text, values: [id] });
        books.push(...rows);
      }
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
