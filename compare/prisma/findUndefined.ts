// Scenario 38 with Prisma, which has no unit of work: the database itself is asked.
import type { Stage } from "../runner/Stage.ts";
import { tell } from "../runner/tell.ts";
import type { FindUndefinedObserved } from "../scenarios/findUndefined.ts";
import type { PrismaClient } from "./PrismaClient.ts";

export async function findUndefined({
  newEm,
  outside,
}: Stage<PrismaClient>): Promise<FindUndefinedObserved> {
  const where = { rating: undefined };
  const found = await tell(async () => (await newEm().review.findMany({ where })).length);
  const deleted = await tell(async () =>
    String((await newEm().review.deleteMany({ where })).count),
  );
  return { found, deleted, left: Number(await outside("SELECT count(*) FROM reviews")) };
}
