import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Kennel } from "../Kennel.ts";

export function newKennel(em: EntityManager, opts: FactoryOpts<Kennel> = {}): DeepNew<Kennel> {
  return newTestInstance(em, Kennel, opts, {});
}
