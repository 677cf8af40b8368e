// W9a with Objection: `findById` for each id.
import type { W9aInput } from "../../scenarios/w9a.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { Book } from "./models.ts";
import { openKnex } from "./openKnex.ts";

export const w9a: Contestant<W9aInput> = {
  notes: [],
  open: (url, { bookIds }) =>
    openKnex(url, async () => {
      const books: Array<BookObject> = [];
      for (const id of bookIds) books.push((await Book.query().findById(id))!);
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
