// Scenario 27 with Kingpost.
import { alias, sql } from "kingpost";
import type { Stage } from "../runner/Stage.ts";
import { tell } from "../runner/tell.ts";
import type { FilterKindsObserved } from "../scenarios/filterKinds.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import type { OfferFilter } from "./entities/codegen/OfferCodegen.ts";
import { Offer } from "./entities/Offer.ts";
import { Shop } from "./entities/Shop.ts";

export async function filterKinds({ newEm }: Stage<EntityManager>): Promise<FilterKindsObserved> {
  const em = newEm();
  const shops = await em.find(Shop, {});
  const count = (where: OfferFilter): Promise<number | string> =>
    tell(async () => {
      const found = await Promise.all(shops.map((shop) => em.find(Offer, { shop, ...where })));
      return found.flat().length;
    });
  const offer = alias(Offer);
  const bySql = tell(async () => {
    const conditions = { and: [sql`${offer.code} % 7 = 0`] };
    const found = await Promise.all(
      shops.map((shop) => em.find(Offer, { as: offer, shop }, { conditions })),
    );
    return found.flat().length;
  });
  const [regex, bigint, date, raw] = await Promise.all([
    count({ title: { regex: "^Offer 1" } }),
    count({ code: { gt: 2n ** 53n + 30n } }),
    count({ listedAt: { lt: new Date("2026-01-02T12:00:00Z") } }),
    bySql,
  ]);
  const signal = await tell(
    async () => (await em.find(Offer, { code: 1n }, { signal: AbortSignal.abort() })).length,
  );
  return { regex, bigint, date, raw, signal: String(signal) };
}
