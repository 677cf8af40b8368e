import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Prop } from "../Prop.ts";

export function newProp(em: EntityManager, opts: FactoryOpts<Prop> = {}): DeepNew<Prop> {
  return newTestInstance(em, Prop, opts, {});
}
