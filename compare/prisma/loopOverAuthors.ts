// Scenario 2 with Prisma, which has no unit of work: the database itself is asked.
import type { Stage } from "../runner/Stage.ts";
import type { LoopObserved } from "../scenarios/loopOverAuthors.ts";
import type { PrismaClient } from "./PrismaClient.ts";

export async function loopOverAuthors({ newEm, log }: Stage<PrismaClient>): Promise<LoopObserved> {
  const prisma = newEm();
  const all = await prisma.author.findMany();
  // The form that its own batching serves.
  const booksOf = (id: number) => prisma.author.findUnique({ where: { id } }).books();
  const together = await log.record(() => Promise.all(all.map(({ id }) => booksOf(id))));
  const oneByOne = await log.record(async () => {
    for (const { id } of all) await booksOf(id);
  });
  return {
    books: together.result.flat().length,
    together: together.statements.length,
    oneByOne: oneByOne.statements.length,
  };
}
