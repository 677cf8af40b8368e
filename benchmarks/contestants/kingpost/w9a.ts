// W9a with Kingpost: an entity manager and a load each.
import type { W9aInput } from "../../scenarios/w9a.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "./entities/Book.ts";
import { EntityManager } from "./entities/codegen/domain.ts";
import { openDriver } from "./openDriver.ts";
import { readBook } from "./readEntity.ts";

export const w9a: Contestant<W9aInput> = {
  notes: ["Entities keep the row as it came and decode a cell when it is first read."],
  open: (url, { bookIds }) =>
    openDriver(url, async ({ driver }) => {
      const books: Array<Book> = [];
      for (const id of bookIds)
        books.push(await new EntityManager({}, driver).load(Book, `b:${id}`));
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
