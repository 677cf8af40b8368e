// W4 with Prisma: a nested write for each author in one transaction.
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { readCreated } from "../readCreated.ts";
import { openPrisma } from "./openPrisma.ts";

export const w4: Contestant<W4Input> = {
  notes: [
    "Nested writes, as its page on relations creates what belongs together: `create` of each author with its books, in one `$transaction`.",
  ],
  open: (url, input) =>
    openPrisma(url, async (prisma) => {
      const authors = await prisma.$transaction(
        input.authors.map(({ books, ...author }) =>
          prisma.author.create({
            data: { ...author, books: { create: [...books] } },
            include: { books: true },
          }),
        ),
      );
      return () => readCreated({ authors, books: authors.flatMap(({ books }) => books) });
    }),
};
