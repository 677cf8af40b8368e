// W6 with Prisma: `include`, then creates, updates and a `deleteMany` in one transaction.
import { older, type W6Input } from "../../scenarios/w6.ts";
import type { Contestant } from "../Contestant.ts";
import { readSaved } from "../readSaved.ts";
import { openPrisma } from "./openPrisma.ts";

export const w6: Contestant<W6Input> = {
  notes: [
    "`createManyAndReturn`, an `update` for each changed row and `deleteMany`, in one interactive transaction.",
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
      const saved = await prisma.$transaction(async (tx) => {
        const added = await tx.book.createManyAndReturn({
          data: loaded.flatMap(({ id }, n) =>
            newBooks[n]!.map((book) => ({ ...book, authorId: id })),
          ),
        });
        const authors = await Promise.all(
          loaded.map(({ id, age }) =>
            tx.author.update({ where: { id }, data: { age: older(age) } }),
          ),
        );
        const books = await Promise.all(
          loaded.map(({ books: [first] }) =>
            tx.book.update({ where: { id: first!.id }, data: { pages: first!.pages + 1 } }),
          ),
        );
        await tx.review.deleteMany({ where: { id: { in: deletedIds } } });
        return { authors, books, added };
      });
      return () => readSaved({ ...saved, deletedIds });
    }),
};
