import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Country } from "../Country.ts";

export function newCountry(em: EntityManager, opts: FactoryOpts<Country> = {}): DeepNew<Country> {
  return newTestInstance(em, Country, opts, {});
}
