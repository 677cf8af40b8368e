// W9b with Drizzle: it has no loader, so each load selects.
import { eq } from "drizzle-orm";
import type { W9bInput } from "../../scenarios/w9b.ts";
import type { Contestant } from "../Contestant.ts";
import { readBook } from "../readRecord.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { books } from "./schema.ts";

export const w9b: Contestant<W9bInput> = {
  notes: ["There is nothing in Drizzle that batches; its pool has 10 connections."],
  open: (url, { bookIds }) =>
    openDatabase(url, nothing, async (db) => {
      const found = await Promise.all(
        bookIds.map((id) => db.select().from(books).where(eq(books.id, id))),
      );
      return () => found.flat().map((book) => ["book", readBook(book)]);
    }),
};
