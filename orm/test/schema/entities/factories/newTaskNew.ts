import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { TaskNew } from "../TaskNew.ts";

export function newTaskNew(em: EntityManager, opts: FactoryOpts<TaskNew> = {}): DeepNew<TaskNew> {
  return newTestInstance(em, TaskNew, opts, {});
}
