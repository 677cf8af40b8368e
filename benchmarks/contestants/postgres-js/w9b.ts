// W9b with postgres.js by hand: one statement for all ids, and a map to answer in the order asked.
import type { W9bInput } from "../../scenarios/w9b.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { openSql } from "./openSql.ts";
import { selectBooks } from "./selects.ts";

export const w9b: Contestant<W9bInput> = {
  notes: [],
  open: (url, { bookIds }) =>
    openSql(url, async (sql) => {
      const found = await sql<BookObject[]>`${selectBooks(sql)} WHERE id = any(${[...bookIds]})`;
      const bookOf = new Map(found.map((book) => [book.id, book]));
      const books = bookIds.flatMap((id) => bookOf.get(id) ?? []);
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
