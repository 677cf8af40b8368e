// W8 with Sequelize: `include`, then `destroy` and `bulkCreate` of pairs by the model of the join table in one transaction.
import { Op } from "sequelize";
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { readTagged } from "../readSaved.ts";
import { openSequelize } from "../sequelize/openSequelize.ts";

export const w8: Contestant<W8Input> = {
  notes: ["The join table is a model: `destroy` with `Op.or` and `bulkCreate` of pairs."],
  open: (url, { bookIds, changes }) =>
    openSequelize(url, async ({ Book, BookTag, sequelize }) => {
      const books = await Book.findAll({ where: { id: [...bookIds] }, include: "tags" });
      await sequelize.transaction(async (transaction) => {
        await BookTag.destroy({
          where: { [Op.or]: changes.map(({ bookId, off }) => ({ bookId, tagId: off })) },
          transaction,
        });
        await BookTag.bulkCreate(
          changes.map(({ bookId, on }) => ({ bookId, tagId: on })),
          { transaction },
        );
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
