// Scenario 13 with Drizzle, which has no unit of work: the database itself is asked.
import type { Stage } from "../runner/Stage.ts";
import type { TwoCollectionsObserved } from "../scenarios/twoCollections.ts";
import type { Database } from "./drizzle.ts";

export async function twoCollections({
  newEm,
  log,
}: Stage<Database>): Promise<TwoCollectionsObserved> {
  const db = newEm();
  const { result, rows, statements } = await log.record(() =>
    db.query.books.findMany({ with: { reviews: true, booksToTags: { with: { tag: true } } } }),
  );
  return {
    reviews: result.flatMap((book) => book.reviews).length,
    tags: result.flatMap((book) => book.booksToTags.map(({ tag }) => tag)).length,
    rows,
    statements: statements.length,
  };
}
