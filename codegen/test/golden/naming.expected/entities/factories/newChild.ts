import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import { Child } from "../Child.js";
import type { EntityManager } from "../codegen/domain.js";

export function newChild(em: EntityManager, opts: FactoryOpts<Child> = {}): DeepNew<Child> {
  return newTestInstance(em, Child, opts, {});
}
