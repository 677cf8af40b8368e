// W5 with Sequelize: `findAll`, then `bulkCreate` with `updateOnDuplicate`.
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { openSequelize } from "../sequelize/openSequelize.ts";

export const w5: Contestant<W5Input> = {
  notes: ["`bulkCreate` with `updateOnDuplicate`: one INSERT … ON CONFLICT DO UPDATE."],
  open: (url, { bookIds }) =>
    openSequelize(url, async ({ Book, sequelize }) => {
      const found = await Book.findAll({ where: { id: [...bookIds] }, raw: true });
      const updatedAt = new Date();
      const books = found.map((book) => ({ ...book, title: revised(book.title), updatedAt }));
      await sequelize.transaction(async (transaction) => {
        await Book.bulkCreate(books, { updateOnDuplicate: ["title", "updatedAt"], transaction });
      });
      return () => books.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
