// W3 with Prisma: its fluent form of `findUnique`, which it batches within a tick.
import type { W3Input } from "../../scenarios/w3.ts";
import type { Contestant } from "../Contestant.ts";
import { readResolved } from "../readTrees.ts";
import { resolveTrees } from "../resolveTrees.ts";
import { openPrisma } from "./openPrisma.ts";

export const w3: Contestant<W3Input> = {
  notes: ["`findUnique(…).books()`, which Prisma's page on N+1 advises: it is batched."],
  open: (url, { authorIds }) =>
    openPrisma(url, async (prisma) => {
      const authors = await prisma.author.findMany({ where: { id: { in: [...authorIds] } } });
      const trees = await resolveTrees(authors, {
        booksOf: ({ id }) => prisma.author.findUnique({ where: { id } }).books(),
        reviewsOf: ({ id }) => prisma.book.findUnique({ where: { id } }).reviews(),
        bookOf: ({ id }) => prisma.review.findUnique({ where: { id } }).book(),
        authorOf: ({ id }) => prisma.book.findUnique({ where: { id } }).author(),
        publisherOf: ({ id }) => prisma.author.findUnique({ where: { id } }).publisher(),
      });
      return () => [...readResolved(trees)];
    }),
};
