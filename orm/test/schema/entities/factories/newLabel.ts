import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Label } from "../Label.ts";

export function newLabel(em: EntityManager, opts: FactoryOpts<Label> = {}): DeepNew<Label> {
  return newTestInstance(em, Label, opts, {});
}
