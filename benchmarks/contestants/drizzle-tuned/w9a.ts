// W9a with Drizzle: a prepared query for each id.
import { eq, sql } from "drizzle-orm";
import type { W9aInput } from "../../scenarios/w9a.ts";
import type { Contestant } from "../Contestant.ts";
import { openDatabase } from "../drizzle/openDatabase.ts";
import { books } from "../drizzle/schema.ts";
import { type BookObject, readBook } from "../readRecord.ts";

export const w9a: Contestant<W9aInput> = {
  notes: ["The query is prepared, as its page on performance advises."],
  open: (url, { bookIds }) =>
    openDatabase(
      url,
      (db) =>
        db
          .select()
          .from(books)
          .where(eq(books.id, sql.placeholder("id")))
          .prepare("w9a"),
      async (_, find) => {
        const found: Array<BookObject> = [];
        for (const id of bookIds) found.push(...(await find.execute({ id })));
        return () => found.map((book) => ["book", readBook(book)]);
      },
    ),
};
