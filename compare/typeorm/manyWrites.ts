// Scenario 16 with TypeORM, whose manager keeps no identity map.
import type { EntityManager } from "typeorm";
import type { Stage } from "../runner/Stage.ts";
import type { ManyWritesObserved } from "../scenarios/manyWrites.ts";
import { Tag } from "./entities.ts";

export async function manyWrites({
  newEm,
  log,
  outside,
}: Stage<EntityManager>): Promise<ManyWritesObserved> {
  const manager = newEm();
  const sizes: number[] = [];
  const flush = async (work: () => Promise<unknown>): Promise<number> => {
    const { statements } = await log.record(work);
    sizes.push(...statements.map((sql) => sql.length));
    return statements.length;
  };
  const tags = Array.from({ length: 1_000 }, (_, n) => manager.create(Tag, { name: `New ${n}` }));
  const inserts = await flush(() => manager.save(Tag, tags));
  for (const tag of tags) tag.name = `${tag.name}, changed`;
  const updates = await flush(() => manager.save(Tag, tags));
  const deletes = await flush(() => manager.remove(Tag, tags));
  return {
    inserts,
    updates,
    deletes,
    sqlKb: Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1_000),
    left: Number(await outside("SELECT count(*)::int FROM tags")),
  };
}
