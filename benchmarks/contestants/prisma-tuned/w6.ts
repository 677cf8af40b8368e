// W6 with Prisma: `include`, then creates, raw updates and a `deleteMany` in one transaction.
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { openPrisma } from "../prisma/openPrisma.ts";
import { readSaved } from "../readSaved.ts";

export const w6: Contestant<W6Input> = {
  notes: [
    "`createManyAndReturn`, `$executeRaw` of an UPDATE from `unnest` for each table, and `deleteMany`, in one interactive transaction.",
  ],
  open: (url, { authorIds, newBooks, reviewIds }) =>
    openPrisma(url, async (prisma) => {
      const found = await prisma.author.findMany({
        where: { id: { in: [...authorIds] } },
        include: { books: { orderBy: { id: "asc" } } },
      });
      const reviews = await prisma.review.findMany({ where: { id: { in: [...reviewIds] } } });
      const byId = new Map(found.map((author) => [author.id, author]));
      const loaded = authorIds.map((id) => byId.get(id)!);
      const deletedIds = reviews.map(({ id }) => id);
      const authors = loaded.map(({ id, age }) => ({ id, age: older(age) }));
      const books = loaded.map(({ books: [first] }) => ({
        id: first!.id,
        pages: first!.pages + 1,
      }));
      const added = await prisma.$transaction(async (tx) => {
        const created = await tx.book.createManyAndReturn({
          data: loaded.flatMap(({ id }, n) =>
            newBooks[n]!.map((book) => ({ ...book, authorId: id })),
          ),
        });
        await tx.$executeRaw`
          UPDATE authors a SET age = u.age, updated_at = now()
          FROM unnest(${authors.map(({ id }) => id)}::int[], ${authors.map(({ age }) => age)}::int[]) AS u(id, age)
          WHERE a.id = u.id`;
        await tx.$executeRaw`
          UPDATE books b SET pages = u.pages, updated_at = now()
          FROM unnest(${books.map(({ id }) => id)}::int[], ${books.map(({ pages }) => pages)}::int[]) AS u(id, pages)
          WHERE b.id = u.id`;
        await tx.review.deleteMany({ where: { id: { in: deletedIds } } });
        return created;
      });
      return () => readSaved({ authors, books, added, deletedIds });
    }),
};
