// S3 with Prisma: the same nested `include` twice.
import type { S3Input } from "../../scenarios/s3.ts";
import type { Contestant } from "../Contestant.ts";
import { type NestedAuthor, readNested } from "../readTrees.ts";
import { openPrisma } from "./openPrisma.ts";

export const s3: Contestant<S3Input> = {
  notes: ["It has no session that knows what is there: the second part loads the whole tree."],
  open: (url, { authorIds, knownIds }) =>
    openPrisma(url, async (prisma) => {
      const load = (ids: ReadonlyArray<number>): Promise<NestedAuthor[]> =>
        prisma.author.findMany({
          where: { id: { in: [...ids] } },
          include: { books: { include: { reviews: true } } },
        });
      const known = await load(knownIds);
      const all = await load(authorIds);
      return () => [...readNested(known), ...readNested(all)];
    }),
};
