import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.js";
import { Size } from "../Size.js";

export function newSize(em: EntityManager, opts: FactoryOpts<Size> = {}): DeepNew<Size> {
  return newTestInstance(em, Size, opts, {});
}
