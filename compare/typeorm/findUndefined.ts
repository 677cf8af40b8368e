// Scenario 38 with TypeORM.
import type { EntityManager } from "typeorm";
import type { Stage } from "../runner/Stage.ts";
import { tell } from "../runner/tell.ts";
import type { FindUndefinedObserved } from "../scenarios/findUndefined.ts";
import { Review } from "./entities.ts";

export async function findUndefined({
  newEm,
  outside,
}: Stage<EntityManager>): Promise<FindUndefinedObserved> {
  // Its types refuse `undefined` here under exactOptionalPropertyTypes, which few projects have on.
  const rating = undefined as unknown as number;
  const found = await tell(async () => (await newEm().find(Review, { where: { rating } })).length);
  const deleted = await tell(async () =>
    String((await newEm().delete(Review, { rating })).affected),
  );
  return { found, deleted, left: Number(await outside("SELECT count(*) FROM reviews")) };
}
