// Scenario 13 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { TwoCollectionsObserved } from "../scenarios/twoCollections.ts";
import { Book } from "./entities/Book.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function twoCollections({
  newEm,
  log,
}: Stage<EntityManager>): Promise<TwoCollectionsObserved> {
  const { result, rows, statements } = await log.record(() =>
    newEm().find(Book, {}, { populate: ["reviews", "tags"] }),
  );
  return {
    reviews: result.flatMap((book) => book.reviews.get).length,
    tags: result.flatMap((book) => book.tags.get).length,
    rows,
    statements: statements.length,
  };
}
