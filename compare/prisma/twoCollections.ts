// Scenario 13 with Prisma, which has no unit of work: the database itself is asked.
import type { Stage } from "../runner/Stage.ts";
import type { TwoCollectionsObserved } from "../scenarios/twoCollections.ts";
import type { PrismaClient } from "./PrismaClient.ts";

export async function twoCollections({
  newEm,
  log,
}: Stage<PrismaClient>): Promise<TwoCollectionsObserved> {
  const prisma = newEm();
  const { result, rows, statements } = await log.record(() =>
    prisma.book.findMany({ include: { reviews: true, tags: { include: { tag: true } } } }),
  );
  return {
    reviews: result.flatMap((book) => book.reviews).length,
    tags: result.flatMap((book) => book.tags.map(({ tag }) => tag)).length,
    rows,
    statements: statements.length,
  };
}
