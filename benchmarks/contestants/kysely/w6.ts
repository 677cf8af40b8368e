// W6 with Kysely: three selects, then one statement per table and kind of change in a transaction.
import { sql } from "kysely";
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { readSaved } from "../readSaved.ts";
import { authorColumns, bookColumns, reviewColumns } from "./columns.ts";
import { openDatabase } from "./openDatabase.ts";
import { toBookRow } from "./toRow.ts";
import { values } from "./values.ts";

export const w6: Contestant<W6Input> = {
  notes: ["`updateTable … from (values …)`, by the `values` of its recipe on extending Kysely."],
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
          .values(fresh.map((book) => toBookRow(book, book.authorId)))
          .returning("id")
          .execute();
        await tx
          .updateTable("authors")
          .from(
            values(
              authors.map(({ id, age }) => ({ id, age })),
              "u",
            ),
          )
          .set({ age: sql<number>`u.age::int`, updated_at: sql`now()` })
          .whereRef("authors.id", "=", sql<number>`u.id::int`)
          .execute();
        await tx
          .updateTable("books")
          .from(
            values(
              books.map(({ id, pages }) => ({ id, pages })),
              "u",
            ),
          )
          .set({ pages: sql<number>`u.pages::int`, updated_at: sql`now()` })
          .whereRef("books.id", "=", sql<number>`u.id::int`)
          .execute();
        await tx.deleteFrom("reviews").where("id", "in", deletedIds).execute();
        return fresh.map((book, n) => ({ ...book, ...ids[n]! }));
      });
      return () => readSaved({ authors, books, added, deletedIds });
    }),
};
