// S2 with Prisma: two `findMany` and one with `include`.
import type { Reading } from "../../scenarios/Reading.ts";
import type { S2Input } from "../../scenarios/s2.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor, readBook } from "../readRecord.ts";
import { openPrisma } from "./openPrisma.ts";

export const s2: Contestant<S2Input> = {
  notes: ["It has no session: each part gets objects of its own."],
  open: (url, { authorIds, bookIds }) =>
    openPrisma(url, async (prisma) => {
      const found = await prisma.book.findMany({ where: { authorId: { in: [...authorIds] } } });
      const byId = await prisma.book.findMany({ where: { id: { in: [...bookIds] } } });
      const authors = await prisma.author.findMany({
        where: { id: { in: [...authorIds] } },
        include: { books: { orderBy: { id: "asc" } } },
      });
      return () => [
        ...[...found, ...byId].map((book): Reading => ["book", readBook(book)]),
        ...authors.flatMap((author): Reading[] => [
          ["author", readAuthor(author)],
          ...author.books.map((book): Reading => ["book", readBook(book)]),
        ]),
      ];
    }),
};
