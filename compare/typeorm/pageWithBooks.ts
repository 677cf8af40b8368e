// Scenario 14 with TypeORM, whose manager keeps no identity map.
import type { EntityManager } from "typeorm";
import type { Stage } from "../runner/Stage.ts";
import type { PageWithBooksObserved } from "../scenarios/pageWithBooks.ts";
import { Author } from "./entities.ts";

export async function pageWithBooks({
  newEm,
  log,
}: Stage<EntityManager>): Promise<PageWithBooksObserved> {
  const manager = newEm();
  const { result, rows, statements } = await log.record(() =>
    manager.find(Author, { relations: { books: true }, order: { lastName: "ASC" }, take: 5 }),
  );
  return {
    authors: result.length,
    books: result.flatMap((author) => author.books).length,
    rows,
    statements: statements.length,
  };
}
