// W6 with Sequelize: `include`, then `bulkCreate`, for changed rows with `updateOnDuplicate`, and `destroy` in one transaction.
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { readSaved } from "../readSaved.ts";
import { openSequelize } from "../sequelize/openSequelize.ts";

export const w6: Contestant<W6Input> = {
  notes: [
    "`bulkCreate` of what is new, with `updateOnDuplicate` for what changed, `destroy` by ids; `include` with `separate`.",
  ],
  open: (url, { authorIds, newBooks, reviewIds }) =>
    openSequelize(url, async ({ Author, Book, Review, sequelize }) => {
      const found = await Author.findAll({
        where: { id: [...authorIds] },
        include: { association: "books", separate: true, order: ["id"] },
      });
      const reviews = await Review.findAll({ where: { id: [...reviewIds] } });
      const byId = new Map(found.map((author) => [author.id, author]));
      const authors = authorIds.map((id) => byId.get(id)!);
      const books = authors.map((author) => author.books[0]!);
      const updatedAt = new Date();
      for (const author of authors) author.age = older(author.age);
      for (const book of books) book.pages += 1;
      const values = authors.flatMap(({ id }, n) =>
        newBooks[n]!.map((book) => ({ ...book, authorId: id })),
      );
      const deletedIds = reviews.map(({ id }) => id);
      const added = await sequelize.transaction(async (transaction) => {
        const created = await Book.bulkCreate(values, { transaction });
        await Author.bulkCreate(
          authors.map((author) => ({ ...author.get(), updatedAt })),
          { updateOnDuplicate: ["age", "updatedAt"], transaction },
        );
        await Book.bulkCreate(
          books.map((book) => ({ ...book.get(), updatedAt })),
          { updateOnDuplicate: ["pages", "updatedAt"], transaction },
        );
        await Review.destroy({ where: { id: deletedIds }, transaction });
        return created;
      });
      return () => readSaved({ authors, books, added, deletedIds });
    }),
};
