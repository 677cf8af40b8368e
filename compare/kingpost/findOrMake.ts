// Scenario 20 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { FindOrMakeObserved } from "../scenarios/findOrMake.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Tag } from "./entities/Tag.ts";

export async function findOrMake({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<FindOrMakeObserved> {
  const em = newEm();
  const tags = await Promise.all(
    Array.from({ length: 10 }, () => em.findOrCreate(Tag, { name: "Only once" }, {})),
  );
  await em.flush();
  return {
    rows: Number(await outside("SELECT count(*)::int FROM tags WHERE name = 'Only once'")),
    objects: new Set(tags).size,
  };
}
