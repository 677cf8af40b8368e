// W9a with Kysely: a select for each id.
import type { W9aInput } from "../../scenarios/w9a.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookRow, readBook } from "../pg/rows.ts";
import { bookColumns } from "./columns.ts";
import { openDatabase } from "./openDatabase.ts";

export const w9a: Contestant<W9aInput> = {
  notes: [],
  open: (url, { bookIds }) =>
    openDatabase(url, async (db) => {
      const books: Array<BookRow> = [];
      for (const id of bookIds)
        books.push(
          await db
            .selectFrom("books")
            .select(bookColumns)
            .where("id", "=", id)
            .executeTakeFirstOrThrow(),
        );
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
