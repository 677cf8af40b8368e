// Scenario 7 with TypeORM, whose manager keeps no identity map.
import type { EntityManager } from "typeorm";
import type { Stage } from "../runner/Stage.ts";
import type { ConcurrentLoadsObserved } from "../scenarios/concurrentLoads.ts";
import { Author } from "./entities.ts";

export async function concurrentLoads({
  newEm,
  log,
}: Stage<EntityManager>): Promise<ConcurrentLoadsObserved> {
  const manager = newEm();
  const ids = Array.from({ length: 30 }, (_, n) => n + 1);
  const load = (id: number) => manager.findOneByOrFail(Author, { id });
  const different = await log.record(() => Promise.all(ids.map(load)));
  const same = await log.record(() => Promise.all(ids.map(() => load(1))));
  return {
    different: different.statements.length,
    same: same.statements.length,
    objects: new Set(same.result).size,
  };
}
