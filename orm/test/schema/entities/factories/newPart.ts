import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Part } from "../Part.ts";

export function newPart(em: EntityManager, opts: FactoryOpts<Part> = {}): DeepNew<Part> {
  return newTestInstance(em, Part, opts, {});
}
