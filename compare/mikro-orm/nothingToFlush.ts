// Scenario 15 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { NothingToFlushObserved } from "../scenarios/nothingToFlush.ts";
import { Author, Book } from "./entities.ts";

export async function nothingToFlush({
  newEm,
  log,
  outside,
}: Stage<EntityManager>): Promise<NothingToFlushObserved> {
  const em = newEm();
  const [author] = await em.find(Author, {});
  await em.find(Book, {});
  const nothing = await log.record(() => em.flush());
  author!.lastName = "Changed";
  const one = await log.record(() => em.flush());
  return {
    forNothing: nothing.statements.length,
    updates: one.statements.filter(
      (sql) => /\bupdate\b(?! skip| of| nowait)/i.test(sql) && /\bset\b/i.test(sql),
    ).length,
    isStored:
      (await outside("SELECT count(*)::int FROM authors WHERE last_name = 'Changed'")) === 1,
  };
}
