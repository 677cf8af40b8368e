// W4 with Drizzle: a transaction with one `insert` per table.
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { readCreated } from "../readCreated.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { authors, books } from "./schema.ts";

export const w4: Contestant<W4Input> = {
  notes: ["`insert` of many values with `returning`."],
  open: (url, input) =>
    openDatabase(url, nothing, async (db) => {
      const [newAuthors, newBooks] = await db.transaction(async (tx) => {
        const created = await tx
          .insert(authors)
          .values(input.authors.map(({ books: _books, ...author }) => author))
          .returning();
        const values = input.authors.flatMap((author, n) =>
          author.books.map((book) => ({ ...book, authorId: created[n]!.id })),
        );
        return [created, await tx.insert(books).values(values).returning()] as const;
      });
      return () => readCreated({ authors: newAuthors, books: newBooks });
    }),
};
