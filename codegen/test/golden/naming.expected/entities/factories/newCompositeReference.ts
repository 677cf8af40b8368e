import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.js";
import { CompositeReference } from "../CompositeReference.js";

export function newCompositeReference(
  em: EntityManager,
  opts: FactoryOpts<CompositeReference> = {},
): DeepNew<CompositeReference> {
  return newTestInstance(em, CompositeReference, opts, {});
}
