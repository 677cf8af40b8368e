// The rules of all entities that will be written; nothing has been sent yet.
import { validate } from "../../rules/validate.ts";
import type { FlushRun } from "../FlushRun.ts";

export function validateEntities(run: FlushRun): Promise<void> {
  return run.session.ruleContext.run(() => validate([...run.created, ...run.updated]));
}
