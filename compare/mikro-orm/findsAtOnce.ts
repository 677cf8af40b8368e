// Scenario 8 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { FindsAtOnceObserved } from "../scenarios/findsAtOnce.ts";
import { Book } from "./entities.ts";

export async function findsAtOnce({
  newEm,
  log,
}: Stage<EntityManager>): Promise<FindsAtOnceObserved> {
  const em = newEm();
  const ids = Array.from({ length: 30 }, (_, n) => n + 1);
  const found = await log.record(() => Promise.all(ids.map((author) => em.find(Book, { author }))));
  const counted = await log.record(() =>
    Promise.all(ids.map((author) => em.count(Book, { author }))),
  );
  return {
    books: found.result.flat().length,
    finds: found.statements.length,
    counted: counted.result.reduce((sum, count) => sum + count, 0),
    counts: counted.statements.length,
  };
}
