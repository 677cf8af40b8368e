import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Entity } from "../Entity.ts";

export function newEntity(em: EntityManager, opts: FactoryOpts<Entity> = {}): DeepNew<Entity> {
  return newTestInstance(em, Entity, opts, {});
}
