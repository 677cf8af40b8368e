// W8 with Kysely: the books, their tags by a join, then a delete and an insert of pairs in a transaction.
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { bookColumns } from "../kysely/columns.ts";
import { openDatabase } from "../kysely/openDatabase.ts";
import { readTagged } from "../readSaved.ts";
import { columnsOf } from "./columnsOf.ts";

const pairTypes = { book_id: "int", tag_id: "int" };

export const w8: Contestant<W8Input> = {
  notes: [
    "`unnest` by the `sql` tag: one array for each column in place of a value for each cell.",
  ],
  open: (url, { bookIds, changes }) =>
    openDatabase(url, async (db) => {
      const books = await db
        .selectFrom("books")
        .select(bookColumns)
        .where("id", "in", bookIds)
        .execute();
      const tags = await db
        .selectFrom("books_to_tags as l")
        .innerJoin("tags as t", "t.id", "l.tag_id")
        .select(["l.book_id", "t.id", "t.name", "t.created_at", "t.updated_at"])
        .where("l.book_id", "in", bookIds)
        .execute();
      const tagIds = new Map(books.map(({ id }) => [id, new Set<number>()]));
      for (const tag of tags) tagIds.get(tag.book_id)!.add(tag.id);
      await db.transaction().execute(async (tx) => {
        await tx
          .deleteFrom("books_to_tags as l")
          .using(
            columnsOf(
              changes.map(({ bookId, off }) => ({ book_id: bookId, tag_id: off })),
              pairTypes,
              "p",
            ),
          )
          .whereRef("l.book_id", "=", "p.book_id")
          .whereRef("l.tag_id", "=", "p.tag_id")
          .execute();
        await tx
          .insertInto("books_to_tags")
          .columns(["book_id", "tag_id"])
          .expression(
            tx
              .selectFrom(
                columnsOf(
                  changes.map(({ bookId, on }) => ({ book_id: bookId, tag_id: on })),
                  pairTypes,
                  "p",
                ),
              )
              .selectAll(),
          )
          .execute();
      });
      for (const { bookId, off, on } of changes) {
        tagIds.get(bookId)!.delete(off);
        tagIds.get(bookId)!.add(on);
      }
      return () => books.map(({ id }) => readTagged(id, tagIds.get(id)!));
    }),
};
