// Scenario 7 with Prisma, which has no unit of work: the database itself is asked.
import type { Stage } from "../runner/Stage.ts";
import type { ConcurrentLoadsObserved } from "../scenarios/concurrentLoads.ts";
import type { PrismaClient } from "./PrismaClient.ts";

export async function concurrentLoads({
  newEm,
  log,
}: Stage<PrismaClient>): Promise<ConcurrentLoadsObserved> {
  const prisma = newEm();
  const ids = Array.from({ length: 30 }, (_, n) => n + 1);
  const load = (id: number) => prisma.author.findUnique({ where: { id } });
  const different = await log.record(() => Promise.all(ids.map(load)));
  const same = await log.record(() => Promise.all(ids.map(() => load(1))));
  return {
    different: different.statements.length,
    same: same.statements.length,
    objects: new Set(same.result).size,
  };
}
