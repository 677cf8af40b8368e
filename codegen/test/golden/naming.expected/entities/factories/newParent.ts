import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.js";
import { Parent } from "../Parent.js";

export function newParent(em: EntityManager, opts: FactoryOpts<Parent> = {}): DeepNew<Parent> {
  return newTestInstance(em, Parent, opts, {});
}
