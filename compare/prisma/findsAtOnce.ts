// Scenario 8 with Prisma, which has no unit of work: the database itself is asked.
import type { Stage } from "../runner/Stage.ts";
import type { FindsAtOnceObserved } from "../scenarios/findsAtOnce.ts";
import type { PrismaClient } from "./PrismaClient.ts";

export async function findsAtOnce({
  newEm,
  log,
}: Stage<PrismaClient>): Promise<FindsAtOnceObserved> {
  const prisma = newEm();
  const ids = Array.from({ length: 30 }, (_, n) => n + 1);
  const found = await log.record(() =>
    Promise.all(ids.map((authorId) => prisma.book.findMany({ where: { authorId } }))),
  );
  const counted = await log.record(() =>
    Promise.all(ids.map((authorId) => prisma.book.count({ where: { authorId } }))),
  );
  return {
    books: found.result.flat().length,
    finds: found.statements.length,
    counted: counted.result.reduce((sum, count) => sum + count, 0),
    counts: counted.statements.length,
  };
}
