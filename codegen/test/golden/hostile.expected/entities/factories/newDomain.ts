import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Domain } from "../Domain.ts";

export function newDomain(em: EntityManager, opts: FactoryOpts<Domain> = {}): DeepNew<Domain> {
  return newTestInstance(em, Domain, opts, {});
}
