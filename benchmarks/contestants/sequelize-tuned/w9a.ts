// W9a with Sequelize: `findByPk` of plain objects for each id.
import type { W9aInput } from "../../scenarios/w9a.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { openSequelize } from "../sequelize/openSequelize.ts";

export const w9a: Contestant<W9aInput> = {
  notes: [
    "`raw: true`: plain objects in place of instances, which its page on finders has for results of which wrapping would be inefficient.",
  ],
  open: (url, { bookIds }) =>
    openSequelize(url, async ({ Book }) => {
      const books: Array<BookObject> = [];
      for (const id of bookIds) books.push((await Book.findByPk(id, { raw: true }))!);
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
