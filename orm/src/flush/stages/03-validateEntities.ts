// The rules of all entities that will be written; nothing has been sent yet.
import { validate } from "../../rules/validate.ts";
import type { FlushRun } from "../FlushRun.ts";

export async function validateEntities(run: FlushRun): Promise<void> {
  const states = [...run.created, ...run.updated];
  await run.session.plugins.beforeValidate?.(states.map(({ entity }) => entity));
  if (run.options.skipValidation !== true)
    await run.session.ruleContext.run(() => validate(states));
}
