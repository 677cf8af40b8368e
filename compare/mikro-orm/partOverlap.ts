// Scenario 23 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { PartOverlapObserved } from "../scenarios/partOverlap.ts";
import { Author } from "./entities.ts";

export async function partOverlap({
  newEm,
  log,
}: Stage<EntityManager>): Promise<PartOverlapObserved> {
  const em = newEm();
  const authors = await em.find(Author, {});
  await Promise.all(authors.slice(0, 27).map((author) => author.books.loadItems()));
  const { result, rows, statements } = await log.record(() => em.populate(authors, ["books"]));
  return {
    books: result.flatMap((author) => author.books.getItems()).length,
    rows,
    statements: statements.length,
  };
}
