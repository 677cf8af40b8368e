// W9a with Drizzle: a select for each id.
import { eq } from "drizzle-orm";
import type { W9aInput } from "../../scenarios/w9a.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { books } from "./schema.ts";

export const w9a: Contestant<W9aInput> = {
  notes: [],
  open: (url, { bookIds }) =>
    openDatabase(url, nothing, async (db) => {
      const found: Array<BookObject> = [];
      for (const id of bookIds)
        found.push(...(await db.select().from(books).where(eq(books.id, id))));
      return () => found.map((book) => ["book", readBook(book)]);
    }),
};
