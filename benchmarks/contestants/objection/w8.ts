// W8 with Objection: a graph, then `unrelate` and `relate` for each change within a transaction.
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { readTagged } from "../readSaved.ts";
import { Book } from "./models.ts";
import { openKnex } from "./openKnex.ts";

export const w8: Contestant<W8Input> = {
  notes: ["`$relatedQuery` with `unrelate` and `relate` for each book that changes."],
  open: (url, { bookIds, changes }) =>
    openKnex(url, async () => {
      const books = await Book.query()
        .findByIds([...bookIds])
        .withGraphFetched("tags");
      const byId = new Map(books.map((book) => [book.id, book]));
      await Book.transaction(async (trx) => {
        for (const { bookId, off, on } of changes) {
          const book = byId.get(bookId)!;
          await book.$relatedQuery("tags", trx).unrelate().where("tags.id", off);
          await book.$relatedQuery("tags", trx).relate(on);
        }
      });
      const tagIds = new Map(
        books.map((book) => [book.id, new Set(book.tags.map(({ id }) => id))]),
      );
      for (const { bookId, off, on } of changes) {
        tagIds.get(bookId)!.delete(off);
        tagIds.get(bookId)!.add(on);
      }
      return () => books.map(({ id }) => readTagged(id, tagIds.get(id)!));
    }),
};
