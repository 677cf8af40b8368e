// S6 with Prisma: a client and one `findUnique`.
import type { S6Input } from "../../scenarios/s6.ts";
import type { Contestant } from "../Contestant.ts";
import { readAuthor } from "../readRecord.ts";
import { openPrisma } from "./openPrisma.ts";

export const s6: Contestant<S6Input> = {
  notes: [],
  open: (url, { authorId }) =>
    openPrisma(url, async (prisma) => {
      const author = await prisma.author.findUnique({ where: { id: authorId } });
      return () => (author === null ? [] : [["author", readAuthor(author)]]);
    }),
};
