// W5 with Prisma: an `update` for each book in one transaction.
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { openPrisma } from "./openPrisma.ts";

export const w5: Contestant<W5Input> = {
  notes: [
    "`$transaction` of a list of `update`s: there is nothing for many rows with different values.",
  ],
  open: (url, { bookIds }) =>
    openPrisma(url, async (prisma) => {
      const found = await prisma.book.findMany({ where: { id: { in: [...bookIds] } } });
      const books = await prisma.$transaction(
        found.map(({ id, title }) =>
          prisma.book.update({ where: { id }, data: { title: revised(title) } }),
        ),
      );
      return () => books.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
