// Scenario 16 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import type { ManyWritesObserved } from "../scenarios/manyWrites.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Tag } from "./entities/Tag.ts";

export async function manyWrites({
  newEm,
  log,
  outside,
}: Stage<EntityManager>): Promise<ManyWritesObserved> {
  const em = newEm();
  const sizes: number[] = [];
  const flush = async (): Promise<number> => {
    const { statements } = await log.record(() => em.flush());
    sizes.push(...statements.map((sql) => sql.length));
    return statements.length;
  };
  const tags = Array.from({ length: 1_000 }, (_, n) => em.create(Tag, { name: `New ${n}` }));
  const inserts = await flush();
  for (const tag of tags) tag.name = `${tag.name}, changed`;
  const updates = await flush();
  em.delete(tags);
  const deletes = await flush();
  return {
    inserts,
    updates,
    deletes,
    sqlKb: Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1_000),
    left: Number(await outside("SELECT count(*)::int FROM tags")),
  };
}
