import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Series } from "../Series.ts";

export function newSeries(em: EntityManager, opts: FactoryOpts<Series> = {}): DeepNew<Series> {
  return newTestInstance(em, Series, opts, {});
}
