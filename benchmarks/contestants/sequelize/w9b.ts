// W9b with Sequelize: `findByPk` for each id, all at the same time.
import type { W9bInput } from "../../scenarios/w9b.ts";
import type { Contestant } from "../Contestant.ts";
import { readBook } from "../readRecord.ts";
import { openSequelize } from "./openSequelize.ts";

export const w9b: Contestant<W9bInput> = {
  notes: ["There is nothing in Sequelize that batches; its pool has 5 connections."],
  open: (url, { bookIds }) =>
    openSequelize(url, async ({ Book }) => {
      const books = await Promise.all(bookIds.map((id) => Book.findByPk(id)));
      return () => books.map((book) => ["book", readBook(book!)]);
    }),
};
