import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Keeper } from "../Keeper.ts";

export function newKeeper(em: EntityManager, opts: FactoryOpts<Keeper> = {}): DeepNew<Keeper> {
  return newTestInstance(em, Keeper, opts, {});
}
