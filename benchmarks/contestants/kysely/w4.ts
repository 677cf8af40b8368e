// W4 with Kysely: a transaction with one insert per table.
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { readCreated } from "../readCreated.ts";
import { openDatabase } from "./openDatabase.ts";
import { toAuthorRow, toBookRow } from "./toRow.ts";

export const w4: Contestant<W4Input> = {
  notes: ["`insertInto` of many values with `returning`."],
  open: (url, input) =>
    openDatabase(url, async (db) => {
      const created = await db.transaction().execute(async (tx) => {
        const authorIds = await tx
          .insertInto("authors")
          .values(input.authors.map(toAuthorRow))
          .returning("id")
          .execute();
        const authors = input.authors.map((author, n) => ({ ...author, ...authorIds[n]! }));
        const newBooks = authors.flatMap(({ id, books }) =>
          books.map((book) => ({ ...book, authorId: id })),
        );
        const bookIds = await tx
          .insertInto("books")
          .values(newBooks.map((book) => toBookRow(book, book.authorId)))
          .returning("id")
          .execute();
        return { authors, books: newBooks.map((book, n) => ({ ...book, ...bookIds[n]! })) };
      });
      return () => readCreated(created);
    }),
};
