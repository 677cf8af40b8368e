import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Offer } from "../Offer.ts";

export function newOffer(em: EntityManager, opts: FactoryOpts<Offer> = {}): DeepNew<Offer> {
  return newTestInstance(em, Offer, opts, {});
}
