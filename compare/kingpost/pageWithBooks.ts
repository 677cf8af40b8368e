// Scenario 14 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { PageWithBooksObserved } from "../scenarios/pageWithBooks.ts";
import { Author } from "./entities/Author.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function pageWithBooks({
  newEm,
  log,
}: Stage<EntityManager>): Promise<PageWithBooksObserved> {
  const { result, rows, statements } = await log.record(() =>
    newEm().find(Author, {}, { populate: "books", orderBy: { lastName: "ASC" }, limit: 5 }),
  );
  return {
    authors: result.length,
    books: result.flatMap((author) => author.books.get).length,
    rows,
    statements: statements.length,
  };
}
