import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Work } from "../Work.ts";

export function newWork(em: EntityManager, opts: FactoryOpts<Work> = {}): DeepNew<Work> {
  return newTestInstance(em, Work, opts, {});
}
