import type { DeepNew } from "kingpost";
import { type FactoryOpts, newTestInstance } from "kingpost/tests";
import type { EntityManager } from "../codegen/domain.ts";
import { TaskArchived } from "../TaskArchived.ts";

export function newTaskArchived(
  em: EntityManager,
  opts: FactoryOpts<TaskArchived> = {},
): DeepNew<TaskArchived> {
  return newTestInstance(em, TaskArchived, opts, {});
}
