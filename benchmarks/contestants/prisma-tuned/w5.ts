// W5 with Prisma: raw SQL, an UPDATE from `unnest`.
import { revised, type W5Input } from "../../scenarios/w5.ts";
import type { Contestant } from "../Contestant.ts";
import { openPrisma } from "../prisma/openPrisma.ts";

export const w5: Contestant<W5Input> = {
  notes: [
    "`$executeRaw` of an UPDATE from `unnest`: for many rows with different values Prisma has raw SQL.",
  ],
  open: (url, { bookIds }) =>
    openPrisma(url, async (prisma) => {
      const found = await prisma.book.findMany({ where: { id: { in: [...bookIds] } } });
      const books = found.map(({ id, title }) => ({ id, title: revised(title) }));
      await prisma.$transaction([
        prisma.$executeRaw`
          UPDATE books b SET title = u.title, updated_at = now()
          FROM unnest(${books.map(({ id }) => id)}::int[], ${books.map(({ title }) => title)}::text[]) AS u(id, title)
          WHERE b.id = u.id`,
      ]);
      return () => books.map(({ id, title }) => ["retitled", { id, title }]);
    }),
};
