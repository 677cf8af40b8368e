// W8 with Sequelize: `include`, then `removeTag` and `addTag` for each change in one transaction.
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { readTagged } from "../readSaved.ts";
import { openSequelize } from "./openSequelize.ts";

export const w8: Contestant<W8Input> = {
  notes: ["`removeTag` and `addTag` by id for each book that changes."],
  open: (url, { bookIds, changes }) =>
    openSequelize(url, async ({ Book, sequelize }) => {
      const books = await Book.findAll({ where: { id: [...bookIds] }, include: "tags" });
      const byId = new Map(books.map((book) => [book.id, book]));
      await sequelize.transaction(async (transaction) => {
        for (const { bookId, off, on } of changes) {
          const book = byId.get(bookId)!;
          await book.removeTag(off, { transaction });
          await book.addTag(on, { transaction });
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
