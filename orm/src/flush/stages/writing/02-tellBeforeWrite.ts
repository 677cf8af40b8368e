// Plugins hear what will be written, ids included; nothing was sent yet, and what one of them throws keeps it so.
import type { FlushRun } from "../../FlushRun.ts";
import { writeTodos } from "../../writeTodos.ts";

export async function tellBeforeWrite(run: FlushRun): Promise<void> {
  const { plugins } = run.session;
  if (plugins.beforeWrite === undefined && plugins.afterWrite === undefined) return;
  run.todos = writeTodos(run);
  await plugins.beforeWrite?.(run.todos);
}
