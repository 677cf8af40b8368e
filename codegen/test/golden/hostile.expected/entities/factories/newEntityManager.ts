import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { EntityManager as EntityManagerEntity } from "../EntityManager.ts";

export function newEntityManager(
  em: EntityManager,
  opts: FactoryOpts<EntityManagerEntity> = {},
): DeepNew<EntityManagerEntity> {
  return newTestInstance(em, EntityManagerEntity, opts, {});
}
