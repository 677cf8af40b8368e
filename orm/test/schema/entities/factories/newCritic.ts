import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Critic } from "../Critic.ts";

export function newCritic(em: EntityManager, opts: FactoryOpts<Critic> = {}): DeepNew<Critic> {
  return newTestInstance(em, Critic, opts, {});
}
