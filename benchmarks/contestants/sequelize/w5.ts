// W5 with Sequelize: `findAll`, set a field of each, `save` of each in one transaction.
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { openSequelize } from "./openSequelize.ts";

export const w5: Contestant<W5Input> = {
  notes: ["`save` of each instance."],
  open: (url, { bookIds }) =>
    openSequelize(url, async ({ Book, sequelize }) => {
      const books = await Book.findAll({ where: { id: [...bookIds] } });
      for (const book of books) book.title = revised(book.title);
      await sequelize.transaction(async (transaction) => {
        for (const book of books) await book.save({ transaction });
      });
      return () => books.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
