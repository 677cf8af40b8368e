// Scenario 27 with MikroORM.
import { type FilterQuery, raw as rawSql } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import { tell } from "../runner/tell.ts";
import type { FilterKindsObserved } from "../scenarios/filterKinds.ts";
import { type Offer, Shop } from "./entities.ts";

export async function filterKinds({ newEm }: Stage<EntityManager>): Promise<FilterKindsObserved> {
  // A collection remembers what it was loaded with: each question has a unit of work of its own.
  const count = (where: () => FilterQuery<Offer>): Promise<number | string> =>
    tell(async () => {
      const shops = await newEm().find(Shop, {});
      const found = await Promise.all(
        shops.map((shop) => shop.offers.loadItems({ where: where() })),
      );
      return found.flat().length;
    });
  const [regex, bigint, date, raw] = await Promise.all([
    count(() => ({ title: /^Offer 1/ })),
    count(() => ({ code: { $gt: 2n ** 53n + 30n } })),
    count(() => ({ listedAt: { $lt: new Date("2026-01-02T12:00:00Z") } })),
    count(() => ({ [rawSql((alias) => `${alias}.code % 7`)]: 0 })),
  ]);
  const signal = await tell(async () => {
    const [shop] = await newEm().find(Shop, {});
    return (await shop!.offers.loadItems({ signal: AbortSignal.abort() })).length;
  });
  return { regex, bigint, date, raw, signal: String(signal) };
}
