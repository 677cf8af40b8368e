import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Pin } from "../Pin.ts";

export function newPin(em: EntityManager, opts: FactoryOpts<Pin> = {}): DeepNew<Pin> {
  return newTestInstance(em, Pin, opts, {});
}
