// Scenario 28 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Stage } from "../runner/Stage.ts";
import { tell } from "../runner/tell.ts";
import type { SoftDeletesObserved } from "../scenarios/softDeletes.ts";
import { Offer, Shop } from "./entities.ts";

export async function softDeletes({ newEm }: Stage<EntityManager>): Promise<SoftDeletesObserved> {
  const found = await newEm().find(Shop, {});
  const withDeleted = await newEm().find(Shop, {}, { filters: { active: false } });
  const offers = await newEm().find(Offer, {}, { populate: ["shop"] });
  const loaded = await tell(async () => String((await newEm().findOne(Shop, 10))?.name ?? null));
  return {
    found: found.length,
    withDeleted: withDeleted.length,
    offers: offers.length,
    withoutShop: offers.filter((offer) => (offer.shop as unknown) === null).length,
    loaded,
  };
}
