import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Courier } from "../Courier.ts";

export function newCourier(em: EntityManager, opts: FactoryOpts<Courier> = {}): DeepNew<Courier> {
  return newTestInstance(em, Courier, opts, {});
}
