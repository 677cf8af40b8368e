// W4 with Prisma: `createManyAndReturn` per table within a transaction.
import type { W4Input } from "../../scenarios/w4.ts";
import type { Contestant } from "../Contestant.ts";
import { openPrisma } from "../prisma/openPrisma.ts";
import { readCreated } from "../readCreated.ts";

export const w4: Contestant<W4Input> = {
  notes: [
    "`createManyAndReturn` per table in an interactive transaction, in place of nested writes.",
  ],
  open: (url, input) =>
    openPrisma(url, async (prisma) => {
      const [authors, books] = await prisma.$transaction(async (tx) => {
        const created = await tx.author.createManyAndReturn({
          data: input.authors.map(({ books: _books, ...author }) => author),
        });
        const data = input.authors.flatMap((author, n) =>
          author.books.map((book) => ({ ...book, authorId: created[n]!.id })),
        );
        return [created, await tx.book.createManyAndReturn({ data })] as const;
      });
      return () => readCreated({ authors, books });
    }),
};
