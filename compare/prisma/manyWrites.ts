// Scenario 16 with Prisma, which has no unit of work: the database itself is asked.
import type { Stage } from "../runner/Stage.ts";
import type { ManyWritesObserved } from "../scenarios/manyWrites.ts";
import type { PrismaClient, TagObject } from "./PrismaClient.ts";

export async function manyWrites({
  newEm,
  log,
  outside,
}: Stage<PrismaClient>): Promise<ManyWritesObserved> {
  const prisma = newEm();
  const sizes: number[] = [];
  const flush = async (work: () => Promise<unknown>): Promise<number> => {
    const { statements } = await log.record(work);
    sizes.push(...statements.map((sql) => sql.length));
    return statements.length;
  };
  const data = Array.from({ length: 1_000 }, (_, n) => ({ name: `New ${n}` }));
  let made: TagObject[] = [];
  const inserts = await flush(async () => {
    made = await prisma.tag.createManyAndReturn({ data });
  });
  // Rows that get different values are an UPDATE each.
  const updates = await flush(() =>
    prisma.$transaction(
      async (tx) => {
        for (const { id, name } of made)
          await tx.tag.update({ where: { id }, data: { name: `${name}, changed` } });
      },
      { timeout: 120_000 },
    ),
  );
  const ids = made.map(({ id }) => id);
  const deletes = await flush(() => prisma.tag.deleteMany({ where: { id: { in: ids } } }));
  return {
    inserts,
    updates,
    deletes,
    sqlKb: Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1_000),
    left: Number(await outside("SELECT count(*)::int FROM tags")),
  };
}
