import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Wig } from "../Wig.ts";

export function newWig(em: EntityManager, opts: FactoryOpts<Wig> = {}): DeepNew<Wig> {
  return newTestInstance(em, Wig, opts, {});
}
