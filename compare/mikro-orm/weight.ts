// Scenario 40 with MikroORM.
import type { EntityManager } from "@mikro-orm/postgresql";
import { cpuOf } from "../runner/cpuOf.ts";
import { heapOf } from "../runner/heapOf.ts";
import type { Stage } from "../runner/Stage.ts";
import { growth } from "../scenarios/growth.ts";
import { few, many, manyOffers, type WeightObserved } from "../scenarios/weight.ts";
import { Offer } from "./entities.ts";

export async function weight({ newEm, outside }: Stage<EntityManager>): Promise<WeightObserved> {
  await outside(manyOffers);
  const load = async (count: number): Promise<{ em: EntityManager; offers: Array<Offer> }> => {
    const em = newEm();
    return { em, offers: await em.find(Offer, {}, { limit: count, orderBy: { id: "asc" } }) };
  };
  const flushOne = async (count: number): Promise<number> =>
    cpuOf(
      2,
      () => load(count),
      async ({ em, offers: [offer] }) => {
        for (let n = 0; n < 5; n++) {
          offer!.title = `Changed ${offer!.version}`;
          await em.flush();
        }
      },
    );
  await flushOne(few);
  const before = heapOf();
  const held = await load(many);
  const bytes = Math.round((heapOf() - before) / many);
  return {
    loaded: held.offers.length,
    bytes,
    flushGrows: growth(await flushOne(few), await flushOne(many)),
    isStored: (await outside("SELECT title LIKE 'Changed%' FROM offers WHERE id = 1")) === true,
  };
}
