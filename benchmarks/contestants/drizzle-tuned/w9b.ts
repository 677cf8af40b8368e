// W9b with Drizzle: it has no loader, so each load selects.
import { eq, sql } from "drizzle-orm";
import type { W9bInput } from "../../scenarios/w9b.ts";
import type { Contestant } from "../Contestant.ts";
import { openDatabase } from "../drizzle/openDatabase.ts";
import { books } from "../drizzle/schema.ts";
import { readBook } from "../readRecord.ts";

export const w9b: Contestant<W9bInput> = {
  notes: [
    "There is nothing in Drizzle that batches; the query is prepared, its pool has 10 connections.",
  ],
  open: (url, { bookIds }) =>
    openDatabase(
      url,
      (db) =>
        db
          .select()
          .from(books)
          .where(eq(books.id, sql.placeholder("id")))
          .prepare("w9b"),
      async (_, find) => {
        const found = await Promise.all(bookIds.map((id) => find.execute({ id })));
        return () => found.flat().map((book) => ["book", readBook(book)]);
      },
    ),
};
