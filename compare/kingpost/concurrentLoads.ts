// Scenario 7 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { ConcurrentLoadsObserved } from "../scenarios/concurrentLoads.ts";
import { Author } from "./entities/Author.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";

export async function concurrentLoads({
  newEm,
  log,
}: Stage<EntityManager>): Promise<ConcurrentLoadsObserved> {
  const ids = Array.from({ length: 30 }, (_, n) => `a:${n + 1}`);
  const em = newEm();
  const different = await log.record(() => Promise.all(ids.map((id) => em.load(Author, id))));
  const other = newEm();
  const same = await log.record(() => Promise.all(ids.map(() => other.load(Author, "a:1"))));
  return {
    different: different.statements.length,
    same: same.statements.length,
    objects: new Set(same.result).size,
  };
}
