import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Scalar } from "../Scalar.ts";

export function newScalar(em: EntityManager, opts: FactoryOpts<Scalar> = {}): DeepNew<Scalar> {
  return newTestInstance(em, Scalar, opts, {});
}
