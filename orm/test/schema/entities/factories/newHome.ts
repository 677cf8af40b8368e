import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Home } from "../Home.ts";

export function newHome(em: EntityManager, opts: FactoryOpts<Home> = {}): DeepNew<Home> {
  return newTestInstance(em, Home, opts, {});
}
