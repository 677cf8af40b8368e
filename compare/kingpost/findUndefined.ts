// Scenario 38 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import { tell } from "../runner/tell.ts";
import type { FindUndefinedObserved } from "../scenarios/findUndefined.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Review } from "./entities/Review.ts";

export async function findUndefined({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<FindUndefinedObserved> {
  const rating: number | undefined = undefined;
  const found = await tell(async () => (await newEm().find(Review, { rating })).length);
  const deleted = await tell(async () =>
    String((await newEm().deleteAll(Review, { rating })).count),
  );
  return { found, deleted, left: Number(await outside("SELECT count(*) FROM reviews")) };
}
