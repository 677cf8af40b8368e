// Scenario 38 with Drizzle.
import { and, eq } from "drizzle-orm";
import type { Stage } from "../runner/Stage.ts";
import { tell } from "../runner/tell.ts";
import type { FindUndefinedObserved } from "../scenarios/findUndefined.ts";
import type { Database } from "./drizzle.ts";
import { reviews } from "./schema.ts";

export async function findUndefined({
  newEm,
  outside,
}: Stage<Database>): Promise<FindUndefinedObserved> {
  const rating = undefined as number | undefined;
  // The documentation's way to a condition that may be absent.
  const where = and(rating === undefined ? undefined : eq(reviews.rating, rating));
  const found = await tell(async () => (await newEm().select().from(reviews).where(where)).length);
  const deleted = await tell(async () =>
    String((await newEm().delete(reviews).where(where)).rowCount),
  );
  return { found, deleted, left: Number(await outside("SELECT count(*) FROM reviews")) };
}
