// W1 with Sequelize: `findAll`.
import type { W1Input } from "../../scenarios/w1.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor } from "../readRecord.ts";
import { openSequelize } from "./openSequelize.ts";

export const w1: Contestant<W1Input> = {
  notes: ["Sequelize has a pool of five connections, and logs nothing here."],
  open: (url) =>
    openSequelize(url, async ({ Author }) => {
      const authors = await Author.findAll();
      return () => authors.map((author) => ["author", readAuthor(author)]);
    }),
};
