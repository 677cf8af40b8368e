import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Sample } from "../Sample.ts";

export function newSample(em: EntityManager, opts: FactoryOpts<Sample> = {}): DeepNew<Sample> {
  return newTestInstance(em, Sample, opts, {});
}
