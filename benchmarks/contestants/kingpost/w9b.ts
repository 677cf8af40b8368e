// W9b with Kingpost: loads of one tick are batched by default.
import type { W9bInput } from "../../scenarios/w9b.ts";
import type { Contestant } from "../Contestant.ts";
import { Book } from "./entities/Book.ts";
import { openDriver } from "./openDriver.ts";
import { readBook } from "./readEntity.ts";

export const w9b: Contestant<W9bInput> = {
  notes: ["Entities keep the row as it came and decode a cell when it is first read."],
  open: (url, { bookIds }) =>
    openDriver(url, async (em) => {
      const books = await Promise.all(bookIds.map((id) => em.load(Book, `b:${id}`)));
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
