// W4 with Sequelize: `bulkCreate` of a list per table in one transaction.
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { readCreated } from "../readCreated.ts";
import { openSequelize } from "../sequelize/openSequelize.ts";

export const w4: Contestant<W4Input> = {
  notes: ["`bulkCreate` per table."],
  open: (url, input) =>
    openSequelize(url, async ({ Author, Book, sequelize }) => {
      const created = await sequelize.transaction(async (transaction) => {
        const authors = await Author.bulkCreate(
          input.authors.map(({ books: _books, ...author }) => author),
          { transaction },
        );
        const books = await Book.bulkCreate(
          input.authors.flatMap((author, n) =>
            author.books.map((book) => ({ ...book, authorId: authors[n]!.id })),
          ),
          { transaction },
        );
        return { authors, books };
      });
      return () => readCreated(created);
    }),
};
