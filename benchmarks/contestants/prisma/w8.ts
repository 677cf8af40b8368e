// W8 with Prisma: `include` through the join model, then `deleteMany` and `createMany` of pairs in one transaction.
import type { W8Input } from "../../scenarios/w8.ts";
import type { Contestant } from "../Contestant.ts";
import { readTagged } from "../readSaved.ts";
import { openPrisma } from "./openPrisma.ts";

export const w8: Contestant<W8Input> = {
  notes: ["The join table is a model, since it has columns of its own."],
  open: (url, { bookIds, changes }) =>
    openPrisma(url, async (prisma) => {
      const found = await prisma.book.findMany({
        where: { id: { in: [...bookIds] } },
        include: { tags: { include: { tag: true } } },
      });
      await prisma.$transaction([
        prisma.bookTag.deleteMany({
          where: { OR: changes.map(({ bookId, off }) => ({ bookId, tagId: off })) },
        }),
        prisma.bookTag.createMany({
          data: changes.map(({ bookId, on }) => ({ bookId, tagId: on })),
        }),
      ]);
      const tagIds = new Map(
        found.map((book) => [book.id, new Set(book.tags.map(({ tag }) => tag.id))]),
      );
      for (const { bookId, off, on } of changes) {
        tagIds.get(bookId)!.delete(off);
        tagIds.get(bookId)!.add(on);
      }
      return () => found.map(({ id }) => readTagged(id, tagIds.get(id)!));
    }),
};
