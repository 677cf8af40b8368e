import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { TaskItem } from "../TaskItem.ts";

export function newTaskItem(
  em: EntityManager,
  opts: FactoryOpts<TaskItem> = {},
): DeepNew<TaskItem> {
  return newTestInstance(em, TaskItem, opts, {});
}
