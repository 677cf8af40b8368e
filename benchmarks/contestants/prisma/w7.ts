// W7 with Prisma: `findMany` with a nested filter.
import { readFinds, type W7Input } from "../../scenarios/w7.ts";
import type { Contestant } from "../Contestant.ts";
import { type BookObject, readBook } from "../readRecord.ts";
import { openPrisma } from "./openPrisma.ts";

export const w7: Contestant<W7Input> = {
  notes: [],
  open: (url, { publisherNames, minRating, limit }) =>
    openPrisma(url, async (prisma) => {
      const finds: Array<ReadonlyArray<BookObject>> = [];
      for (const name of publisherNames)
        finds.push(
          await prisma.book.findMany({
            where: {
              author: { publisher: { name } },
              reviews: { some: { rating: { gte: minRating } } },
            },
            orderBy: { title: "asc" },
            take: limit,
          }),
        );
      return () => readFinds(finds, readBook);
    }),
};
