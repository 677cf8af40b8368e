// W4 with Kysely: a transaction with one insert from `unnest` per table.
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { openDatabase } from "../kysely/openDatabase.ts";
import { toAuthorRow, toBookRow } from "../kysely/toRow.ts";
import { readCreated } from "../readCreated.ts";
import { columnsOf } from "./columnsOf.ts";

const authorTypes = {
  first_name: "text",
  last_name: "text",
  email: "text",
  age: "int",
  is_active: "boolean",
  bio: "text",
};
const bookTypes = {
  author_id: "int",
  title: "text",
  isbn: "text",
  pages: "int",
  price_cents: "int",
};

export const w4: Contestant<W4Input> = {
  notes: [
    "`unnest` by the `sql` tag: one array for each column in place of a value for each cell.",
  ],
  open: (url, input) =>
    openDatabase(url, async (db) => {
      const created = await db.transaction().execute(async (tx) => {
        const authorIds = await tx
          .insertInto("authors")
          .columns(["first_name", "last_name", "email", "age", "is_active", "bio"])
          .expression(
            tx.selectFrom(columnsOf(input.authors.map(toAuthorRow), authorTypes, "a")).selectAll(),
          )
          .returning("id")
          .execute();
        const authors = input.authors.map((author, n) => ({ ...author, ...authorIds[n]! }));
        const newBooks = authors.flatMap(({ id, books }) =>
          books.map((book) => ({ ...book, authorId: id })),
        );
        const bookIds = await tx
          .insertInto("books")
          .columns(["author_id", "title", "isbn", "pages", "price_cents"])
          .expression(
            tx
              .selectFrom(
                columnsOf(
                  newBooks.map((book) => toBookRow(book, book.authorId)),
                  bookTypes,
                  "b",
                ),
              )
              .selectAll(),
          )
          .returning("id")
          .execute();
        return { authors, books: newBooks.map((book, n) => ({ ...book, ...bookIds[n]! })) };
      });
      return () => readCreated(created);
    }),
};
