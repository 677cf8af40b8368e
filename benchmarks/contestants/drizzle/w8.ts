// W8 with Drizzle: a relational query over the join table, then a transaction with a `delete` and an `insert` of pairs.
import { and, eq, inArray, or } from "drizzle-orm";
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { readTagged } from "../readSaved.ts";
import { nothing, openDatabase } from "./openDatabase.ts";
import { books, booksToTags } from "./schema.ts";

export const w8: Contestant<W8Input> = {
  notes: ["`db.query` with the join table in between, as its documentation has many-to-many."],
  open: (url, { bookIds, changes }) =>
    openDatabase(url, nothing, async (db) => {
      const found = await db.query.books.findMany({
        where: inArray(books.id, [...bookIds]),
        with: { booksToTags: { with: { tag: true } } },
      });
      await db.transaction(async (tx) => {
        const pairs = changes.map(({ bookId, off }) =>
          and(eq(booksToTags.bookId, bookId), eq(booksToTags.tagId, off)),
        );
        await tx.delete(booksToTags).where(or(...pairs));
        await tx
          .insert(booksToTags)
          .values(changes.map(({ bookId, on }) => ({ bookId, tagId: on })));
      });
      const tagIds = new Map(
        found.map((book) => [book.id, new Set(book.booksToTags.map(({ tag }) => tag.id))]),
      );
      for (const { bookId, off, on } of changes) {
        tagIds.get(bookId)!.delete(off);
        tagIds.get(bookId)!.add(on);
      }
      return () => found.map(({ id }) => readTagged(id, tagIds.get(id)!));
    }),
};
