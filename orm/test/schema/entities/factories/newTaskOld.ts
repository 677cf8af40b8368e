import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { TaskOld } from "../TaskOld.ts";

export function newTaskOld(em: EntityManager, opts: FactoryOpts<TaskOld> = {}): DeepNew<TaskOld> {
  return newTestInstance(em, TaskOld, opts, {});
}
