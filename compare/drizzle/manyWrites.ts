// Scenario 16 with Drizzle, which has no unit of work: the database itself is asked.
import { eq, inArray } from "drizzle-orm";
import type { Stage } from "../runner/Stage.ts";
import type { ManyWritesObserved } from "../scenarios/manyWrites.ts";
import type { Database } from "./drizzle.ts";
import { tags } from "./schema.ts";

export async function manyWrites({
  newEm,
  log,
  outside,
}: Stage<Database>): Promise<ManyWritesObserved> {
  const db = newEm();
  const sizes: number[] = [];
  const flush = async (work: () => Promise<unknown>): Promise<number> => {
    const { statements } = await log.record(work);
    sizes.push(...statements.map((sql) => sql.length));
    return statements.length;
  };
  const names = Array.from({ length: 1_000 }, (_, n) => ({ name: `New ${n}` }));
  let made: { readonly id: number; readonly name: string }[] = [];
  const inserts = await flush(async () => {
    made = await db.insert(tags).values(names).returning();
  });
  // Rows that get different values are an UPDATE each.
  const updates = await flush(() =>
    db.transaction(async (transaction) => {
      for (const { id, name } of made)
        await transaction
          .update(tags)
          .set({ name: `${name}, changed` })
          .where(eq(tags.id, id));
    }),
  );
  const ids = made.map(({ id }) => id);
  const deletes = await flush(() => db.delete(tags).where(inArray(tags.id, ids)));
  return {
    inserts,
    updates,
    deletes,
    sqlKb: Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1_000),
    left: Number(await outside("SELECT count(*)::int FROM tags")),
  };
}
