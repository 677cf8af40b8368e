// Scenario 14 with Prisma, which has no unit of work: the database itself is asked.
import type { Stage } from "../runner/Stage.ts";
import type { PageWithBooksObserved } from "../scenarios/pageWithBooks.ts";
import type { PrismaClient } from "./PrismaClient.ts";

export async function pageWithBooks({
  newEm,
  log,
}: Stage<PrismaClient>): Promise<PageWithBooksObserved> {
  const prisma = newEm();
  const { result, rows, statements } = await log.record(() =>
    prisma.author.findMany({ include: { books: true }, orderBy: { lastName: "asc" }, take: 5 }),
  );
  return {
    authors: result.length,
    books: result.flatMap((author) => author.books).length,
    rows,
    statements: statements.length,
  };
}
