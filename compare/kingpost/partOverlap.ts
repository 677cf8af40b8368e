// Scenario 23 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { PartOverlapObserved } from "../scenarios/partOverlap.ts";
import { Author } from "./entities/Author.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function partOverlap({
  newEm,
  log,
}: Stage<EntityManager>): Promise<PartOverlapObserved> {
  const em = newEm();
  const authors = await em.find(Author, {});
  await Promise.all(authors.slice(0, 27).map((author) => author.books.load()));
  const { result, rows, statements } = await log.record(() => em.populate(authors, "books"));
  return {
    books: result.flatMap((author) => author.books.get).length,
    rows,
    statements: statements.length,
  };
}
