import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Contribution } from "../Contribution.ts";

export function newContribution(
  em: EntityManager,
  opts: FactoryOpts<Contribution> = {},
): DeepNew<Contribution> {
  return newTestInstance(em, Contribution, opts, { position: 2 });
}
