// Scenario 6 with Prisma, which has no unit of work: the database itself is asked.
import type { Stage } from "../runner/Stage.ts";
import type { ManyToOneLoopObserved } from "../scenarios/manyToOneLoop.ts";
import type { PrismaClient } from "./PrismaClient.ts";

export async function manyToOneLoop({
  newEm,
  log,
}: Stage<PrismaClient>): Promise<ManyToOneLoopObserved> {
  const prisma = newEm();
  const all = await prisma.book.findMany();
  const { result, statements, rows } = await log.record(() =>
    Promise.all(all.map(({ authorId: id }) => prisma.author.findUnique({ where: { id } }))),
  );
  return {
    authors: new Set(result.map((author) => author?.id)).size,
    statements: statements.length,
    rows,
  };
}
