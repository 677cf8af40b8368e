import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Wish } from "../Wish.ts";

export function newWish(em: EntityManager, opts: FactoryOpts<Wish> = {}): DeepNew<Wish> {
  return newTestInstance(em, Wish, opts, {});
}
