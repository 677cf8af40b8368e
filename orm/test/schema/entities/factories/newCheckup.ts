import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import { Checkup } from "../Checkup.ts";
import type { EntityManager } from "../codegen/domain.ts";

export function newCheckup(em: EntityManager, opts: FactoryOpts<Checkup> = {}): DeepNew<Checkup> {
  return newTestInstance(em, Checkup, opts, {});
}
