// Scenario 14 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { PageWithBooksObserved } from "../scenarios/pageWithBooks.ts";
import { Author } from "./entities.ts";

export async function pageWithBooks({
  newEm,
  log,
}: Stage<EntityManager>): Promise<PageWithBooksObserved> {
  const { result, rows, statements } = await log.record(() =>
    newEm().find(Author, {}, { populate: ["books"], orderBy: { lastName: "asc" }, limit: 5 }),
  );
  return {
    authors: result.length,
    books: result.flatMap((author) => author.books.getItems()).length,
    rows,
    statements: statements.length,
  };
}
