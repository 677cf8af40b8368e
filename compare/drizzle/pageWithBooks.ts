// Scenario 14 with Drizzle, which has no unit of work: the database itself is asked.
import { asc } from "drizzle-orm";
import type { Stage } from "../runner/Stage.ts";
import type { PageWithBooksObserved } from "../scenarios/pageWithBooks.ts";
import type { Database } from "./drizzle.ts";
import { authors } from "./schema.ts";

export async function pageWithBooks({
  newEm,
  log,
}: Stage<Database>): Promise<PageWithBooksObserved> {
  const db = newEm();
  const { result, rows, statements } = await log.record(() =>
    db.query.authors.findMany({ with: { books: true }, orderBy: asc(authors.lastName), limit: 5 }),
  );
  return {
    authors: result.length,
    books: result.flatMap((author) => author.books).length,
    rows,
    statements: statements.length,
  };
}
