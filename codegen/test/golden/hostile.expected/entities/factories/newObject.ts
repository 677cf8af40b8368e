import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Object as ObjectEntity } from "../Object.ts";

export function newObject(
  em: EntityManager,
  opts: FactoryOpts<ObjectEntity> = {},
): DeepNew<ObjectEntity> {
  return newTestInstance(em, ObjectEntity, opts, {});
}
