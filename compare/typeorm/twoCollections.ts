// Scenario 13 with TypeORM, whose manager keeps no identity map.
import type { EntityManager } from "typeorm";
import type { Stage } from "../runner/Stage.ts";
import type { TwoCollectionsObserved } from "../scenarios/twoCollections.ts";
import { Book } from "./entities.ts";

export async function twoCollections({
  newEm,
  log,
}: Stage<EntityManager>): Promise<TwoCollectionsObserved> {
  const manager = newEm();
  const { result, rows, statements } = await log.record(() =>
    manager.find(Book, { relations: { reviews: true, tags: true } }),
  );
  return {
    reviews: result.flatMap((book) => book.reviews).length,
    tags: result.flatMap((book) => book.tags).length,
    rows,
    statements: statements.length,
  };
}
