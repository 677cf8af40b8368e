// W2 with Prisma: nested `include`.
import type { W2Input } from "../../scenarios/w2.ts";
import type { Contestant } from "../Contestant.ts";
import { readNested } from "../readTrees.ts";
import { openPrisma } from "./openPrisma.ts";

export const w2: Contestant<W2Input> = {
  notes: [],
  open: (url, { authorIds }) =>
    openPrisma(url, async (prisma) => {
      const authors = await prisma.author.findMany({
        where: { id: { in: [...authorIds] } },
        include: { books: { include: { reviews: true } } },
      });
      return () => [...readNested(authors)];
    }),
};
