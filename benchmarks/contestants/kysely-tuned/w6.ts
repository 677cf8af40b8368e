// W6 with Kysely: three selects, then one statement per table and kind of change in a transaction.
import { sql } from "kysely";
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { authorColumns, bookColumns, reviewColumns } from "../kysely/columns.ts";
import { openDatabase } from "../kysely/openDatabase.ts";
import { toBookRow } from "../kysely/toRow.ts";
import { readSaved } from "../readSaved.ts";
import { columnsOf } from "./columnsOf.ts";

const bookTypes = {
  author_id: "int",
  title: "text",
  isbn: "text",
  pages: "int",
  price_cents: "int",
};

export const w6: Contestant<W6Input> = {
  notes: [
    "`unnest` by the `sql` tag: one array for each column in place of a value for each cell.",
  ],
  open: (url, { authorIds, newBooks, reviewIds }) =>
    openDatabase(url, async (db) => {
      const found = await db
        .selectFrom("authors")
        .select(authorColumns)
        .where("id", "in", authorIds)
        .execute();
      const all = await db
        .selectFrom("books")
        .select(bookColumns)
        .where("author_id", "in", authorIds)
        .orderBy("id")
        .execute();
      const reviews = await db
        .selectFrom("reviews")
        .select(reviewColumns)
        .where("id", "in", reviewIds)
        .execute();
      const booksOf = Map.groupBy(all, (book) => book.author_id);
      const authors = found.map((author) => ({ ...author, age: older(author.age) }));
      const first = authorIds.map((id) => booksOf.get(id)![0]!);
      const books = first.map((book) => ({ ...book, pages: book.pages + 1 }));
      const fresh = authorIds.flatMap((authorId, n) =>
        newBooks[n]!.map((book) => ({ ...book, authorId })),
      );
      const deletedIds = reviews.map(({ id }) => id);
      const added = await db.transaction().execute(async (tx) => {
        const ids = await tx
          .insertInto("books")
          .columns(["author_id", "title", "isbn", "pages", "price_cents"])
          .expression(
            tx
              .selectFrom(
                columnsOf(
                  fresh.map((book) => toBookRow(book, book.authorId)),
                  bookTypes,
                  "b",
                ),
              )
              .selectAll(),
          )
          .returning("id")
          .execute();
        await tx
          .updateTable("authors")
          .from(
            columnsOf(
              authors.map(({ id, age }) => ({ id, age })),
              { id: "int", age: "int" },
              "u",
            ),
          )
          .set({ age: sql<number>`u.age`, updated_at: sql`now()` })
          .whereRef("authors.id", "=", "u.id")
          .execute();
        await tx
          .updateTable("books")
          .from(
            columnsOf(
              books.map(({ id, pages }) => ({ id, pages })),
              { id: "int", pages: "int" },
              "u",
            ),
          )
          .set({ pages: sql<number>`u.pages`, updated_at: sql`now()` })
          .whereRef("books.id", "=", "u.id")
          .execute();
        await tx.deleteFrom("reviews").where("id", "in", deletedIds).execute();
        return fresh.map((book, n) => ({ ...book, ...ids[n]! }));
      });
      return () => readSaved({ authors, books, added, deletedIds });
    }),
};
