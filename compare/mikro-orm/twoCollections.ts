// Scenario 13 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { TwoCollectionsObserved } from "../scenarios/twoCollections.ts";
import { Book } from "./entities.ts";

export async function twoCollections({
  newEm,
  log,
}: Stage<EntityManager>): Promise<TwoCollectionsObserved> {
  const { result, rows, statements } = await log.record(() =>
    newEm().find(Book, {}, { populate: ["reviews", "tags"] }),
  );
  return {
    reviews: result.flatMap((book) => book.reviews.getItems()).length,
    tags: result.flatMap((book) => book.tags.getItems()).length,
    rows,
    statements: statements.length,
  };
}
