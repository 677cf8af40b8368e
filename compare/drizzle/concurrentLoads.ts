// Scenario 7 with Drizzle, which has no unit of work: the database itself is asked.
import { eq } from "drizzle-orm";
import type { Stage } from "../runner/Stage.ts";
import type { ConcurrentLoadsObserved } from "../scenarios/concurrentLoads.ts";
import type { Database } from "./drizzle.ts";
import { authors } from "./schema.ts";

export async function concurrentLoads({
  newEm,
  log,
}: Stage<Database>): Promise<ConcurrentLoadsObserved> {
  const db = newEm();
  const ids = Array.from({ length: 30 }, (_, n) => n + 1);
  const load = async (id: number) => (await db.select().from(authors).where(eq(authors.id, id)))[0];
  const different = await log.record(() => Promise.all(ids.map(load)));
  const same = await log.record(() => Promise.all(ids.map(() => load(1))));
  return {
    different: different.statements.length,
    same: same.statements.length,
    objects: new Set(same.result).size,
  };
}
