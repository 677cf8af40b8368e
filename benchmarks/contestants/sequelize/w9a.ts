// W9a with Sequelize: `findByPk` for each id.
import type { W9aInput } from "../../scenarios/w9a.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { openSequelize } from "./openSequelize.ts";

export const w9a: Contestant<W9aInput> = {
  notes: [],
  open: (url, { bookIds }) =>
    openSequelize(url, async ({ Book }) => {
      const books: Array<BookObject> = [];
      for (const id of bookIds) books.push((await Book.findByPk(id))!);
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
