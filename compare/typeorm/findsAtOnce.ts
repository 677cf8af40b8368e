// Scenario 8 with TypeORM, whose manager keeps no identity map.
import type { EntityManager } from "typeorm";
import type { Stage } from "../runner/Stage.ts";
import type { FindsAtOnceObserved } from "../scenarios/findsAtOnce.ts";
import { Book } from "./entities.ts";

export async function findsAtOnce({
  newEm,
  log,
}: Stage<EntityManager>): Promise<FindsAtOnceObserved> {
  const manager = newEm();
  const ids = Array.from({ length: 30 }, (_, n) => n + 1);
  const found = await log.record(() =>
    Promise.all(ids.map((authorId) => manager.findBy(Book, { authorId }))),
  );
  const counted = await log.record(() =>
    Promise.all(ids.map((authorId) => manager.countBy(Book, { authorId }))),
  );
  return {
    books: found.result.flat().length,
    finds: found.statements.length,
    counted: counted.result.reduce((sum, count) => sum + count, 0),
    counts: counted.statements.length,
  };
}
