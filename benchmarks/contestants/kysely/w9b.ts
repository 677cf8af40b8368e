// W9b with Kysely: it builds queries and loads nothing by itself, so it is one statement for all ids, and a map.
import type { W9bInput } from "../../scenarios/w9b.ts";
import type { Contestant } from "../Contestant.ts";
import { readBook } from "../pg/rows.ts";
import { bookColumns } from "./columns.ts";
import { openDatabase } from "./openDatabase.ts";

export const w9b: Contestant<W9bInput> = {
  notes: ["Kysely has nothing to load one by one: by hand, one statement and a map."],
  open: (url, { bookIds }) =>
    openDatabase(url, async (db) => {
      const found = await db
        .selectFrom("books")
        .select(bookColumns)
        .where("id", "in", bookIds)
        .execute();
      const bookOf = new Map(found.map((book) => [book.id, book]));
      const books = bookIds.flatMap((id) => bookOf.get(id) ?? []);
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
