// W4 with Sequelize: `create` with `include` for each author, in one transaction.
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { readCreated } from "../readCreated.ts";
import type { Author } from "./models.ts";
import { openSequelize } from "./openSequelize.ts";

export const w4: Contestant<W4Input> = {
  notes: [
    "`create` with `include` for each author, as its page on creating with associations has it.",
  ],
  open: (url, input) =>
    openSequelize(url, async ({ Author, sequelize }) => {
      const authors = await sequelize.transaction(async (transaction) => {
        const created: Array<Author> = [];
        for (const values of input.authors)
          created.push(await Author.create(values, { include: "books", transaction }));
        return created;
      });
      return () => readCreated({ authors, books: authors.flatMap(({ books }) => books) });
    }),
};
