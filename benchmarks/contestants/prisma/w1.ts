// W1 with Prisma: `findMany`.
import type { W1Input } from "../../scenarios/w1.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor } from "../readRecord.ts";
import { openPrisma } from "./openPrisma.ts";

export const w1: Contestant<W1Input> = {
  notes: [],
  open: (url) =>
    openPrisma(url, async (prisma) => {
      const authors = await prisma.author.findMany();
      return () => authors.map((author) => ["author", readAuthor(author)]);
    }),
};
