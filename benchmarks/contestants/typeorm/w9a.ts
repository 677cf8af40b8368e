// W9a with TypeORM: `findOneByOrFail` for each id.
import type { W9aInput } from "../../scenarios/w9a.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { Book } from "./entities.ts";
import { openSource } from "./openSource.ts";

export const w9a: Contestant<W9aInput> = {
  notes: [],
  open: (url, { bookIds }) =>
    openSource(url, async (manager) => {
      const books: Array<BookObject> = [];
      for (const id of bookIds) books.push(await manager.findOneByOrFail(Book, { id }));
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
