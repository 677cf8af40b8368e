// Scenario 20 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import type { FindOrMakeObserved } from "../scenarios/findOrMake.ts";
import { Tag } from "./entities.ts";

export async function findOrMake({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<FindOrMakeObserved> {
  // There is no such method without a unique constraint, which upsert() needs: it is written by hand.
  const em = newEm();
  const tags = await Promise.all(
    Array.from(
      { length: 10 },
      async () =>
        (await em.findOne(Tag, { name: "Only once" })) ??
        em.create(Tag, { name: "Only once" }, { partial: true }),
    ),
  );
  await em.flush();
  return {
    rows: Number(await outside("SELECT count(*)::int FROM tags WHERE name = 'Only once'")),
    objects: new Set(tags).size,
  };
}
