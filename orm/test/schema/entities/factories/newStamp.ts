import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Stamp } from "../Stamp.ts";

export function newStamp(em: EntityManager, opts: FactoryOpts<Stamp> = {}): DeepNew<Stamp> {
  return newTestInstance(em, Stamp, opts, {});
}
