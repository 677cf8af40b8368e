// Scenario 21 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { CreateAndFindObserved } from "../scenarios/createAndFind.ts";
import { Tag } from "./entities.ts";

export async function createAndFind({
  newEm,
  log,
  outside,
}: Stage<EntityManager>): Promise<CreateAndFindObserved> {
  const em = newEm();
  const loop = await log.record(async () => {
    for (let n = 0; n < 50; n++) {
      em.create(Tag, { name: `Loop ${n}` }, { partial: true });
      await em.find(Tag, { name: `Tag ${n}` });
    }
  });
  await em.flush();
  return {
    finds: loop.statements.length,
    writes: loop.statements.filter((sql) => /^(insert|update|delete)/i.test(sql)).length,
    isStored: (await outside("SELECT count(*)::int FROM tags WHERE name LIKE 'Loop %'")) === 50,
  };
}
