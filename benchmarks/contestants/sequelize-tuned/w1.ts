// W1 with Sequelize: `findAll` of plain objects.
import type { W1Input } from "../../scenarios/w1.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor } from "../readRecord.ts";
import { openSequelize } from "../sequelize/openSequelize.ts";

export const w1: Contestant<W1Input> = {
  notes: [
    "`raw: true`: plain objects in place of instances, which its page on finders has for results of which wrapping would be inefficient.",
  ],
  open: (url) =>
    openSequelize(url, async ({ Author }) => {
      const authors = await Author.findAll({ raw: true });
      return () => authors.map((author) => ["author", readAuthor(author)]);
    }),
};
