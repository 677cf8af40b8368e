// W9b with Prisma: `findUnique` for each id, which it batches within a tick.
import type { W9bInput } from "../../scenarios/w9b.ts";
import type { Contestant } from "../Contestant.ts";
import { readBook } from "../readRecord.ts";
import { openPrisma } from "./openPrisma.ts";

export const w9b: Contestant<W9bInput> = {
  notes: [],
  open: (url, { bookIds }) =>
    openPrisma(url, async (prisma) => {
      const books = await Promise.all(
        bookIds.map((id) => prisma.book.findUnique({ where: { id } })),
      );
      return () => books.map((book) => ["book", readBook(book!)]);
    }),
};
