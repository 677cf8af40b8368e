// W9a with Prisma: `findUnique` for each id.
import type { W9aInput } from "../../scenarios/w9a.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { openPrisma } from "./openPrisma.ts";

export const w9a: Contestant<W9aInput> = {
  notes: [],
  open: (url, { bookIds }) =>
    openPrisma(url, async (prisma) => {
      const books: Array<BookObject> = [];
      for (const id of bookIds) books.push((await prisma.book.findUnique({ where: { id } }))!);
      return () => books.map((book) => ["book", readBook(book)]);
    }),
};
