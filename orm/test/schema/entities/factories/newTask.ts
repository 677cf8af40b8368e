import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { Task } from "../Task.ts";

export function newTask(em: EntityManager, opts: FactoryOpts<Task> = {}): DeepNew<Task> {
  return newTestInstance(em, Task, opts, {});
}
