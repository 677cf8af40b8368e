import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Measurement } from "../Measurement.ts";

export function newMeasurement(
  em: EntityManager,
  opts: FactoryOpts<Measurement> = {},
): DeepNew<Measurement> {
  return newTestInstance(em, Measurement, opts, {});
}
