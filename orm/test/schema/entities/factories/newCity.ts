import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import { City } from "../City.ts";
import type { EntityManager } from "../codegen/domain.ts";

export function newCity(em: EntityManager, opts: FactoryOpts<City> = {}): DeepNew<City> {
  return newTestInstance(em, City, opts, {});
}
