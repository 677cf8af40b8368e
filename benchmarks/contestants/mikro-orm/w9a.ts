// W9a with MikroORM: a fork and a `findOneOrFail` each.
import type { W9aInput } from "../../scenarios/w9a.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "./entities.ts";
import { openOrm } from "./openOrm.ts";
import { readBook } from "./readEntity.ts";

export const w9a: Contestant<W9aInput> = {
  notes: [],
  open: (url, { bookIds }) =>
    openOrm(url, {}, async (em) => {
      const books: Array<Book> = [];
      for (const id of bookIds) books.push(await em.fork().findOneOrFail(Book, id));
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
