import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import { Actor } from "../Actor.ts";
import type { EntityManager } from "../codegen/domain.ts";

export function newActor(em: EntityManager, opts: FactoryOpts<Actor> = {}): DeepNew<Actor> {
  return newTestInstance(em, Actor, opts, {});
}
