// W9a with postgres.js by hand: a statement for each id.
import type { W9aInput } from "../../scenarios/w9a.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { openSql } from "./openSql.ts";
import { selectBooks } from "./selects.ts";

export const w9a: Contestant<W9aInput> = {
  notes: [],
  open: (url, { bookIds }) =>
    openSql(url, async (sql) => {
      const books: Array<BookObject> = [];
      for (const id of bookIds)
        books.push(...(await sql<BookObject[]>`${selectBooks(sql)} WHERE id = ${id}`));
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
