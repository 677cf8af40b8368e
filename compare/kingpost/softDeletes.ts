// Scenario 28 with Kingpost.
import type { Stage } from "../runner/Stage.ts";
import { tell } from "../runner/tell.ts";
import type { SoftDeletesObserved } from "../scenarios/softDeletes.ts";
import type { EntityManager } from "./entities/codegen/domain.ts";
import { Offer } from "./entities/Offer.ts";
import { Shop } from "./entities/Shop.ts";

export async function softDeletes({ newEm }: Stage<EntityManager>): Promise<SoftDeletesObserved> {
  const found = await newEm().find(Shop, {});
  const withDeleted = await newEm().find(Shop, {}, { softDeletes: "include" });
  const offers = await newEm().find(Offer, {}, { populate: ["shop"] });
  const loaded = await tell(async () => (await newEm().load(Shop, "s:10")).name);
  return {
    found: found.length,
    withDeleted: withDeleted.length,
    offers: offers.length,
    withoutShop: offers.filter((offer) => (offer.shop.get as Shop | undefined) === undefined)
      .length,
    loaded,
  };
}
