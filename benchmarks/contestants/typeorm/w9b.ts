// W9b with TypeORM: `findOneByOrFail` for each id, all at the same time.
import type { W9bInput } from "../../scenarios/w9b.ts";
import type { Contestant } from "../Contestant.ts";
import { readBook } from "../readRecord.ts";
import { Book } from "./entities.ts";
import { openSource } from "./openSource.ts";

export const w9b: Contestant<W9bInput> = {
  notes: ["There is nothing in TypeORM that batches; its pool has 10 connections."],
  open: (url, { bookIds }) =>
    openSource(url, async (manager) => {
      const books = await Promise.all(bookIds.map((id) => manager.findOneByOrFail(Book, { id })));
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
