// The hooks that see what passed all rules, and the plugins that do. Neither may change it.
import { runHooks } from "../../../rules/runHooks.ts";
import type { FlushRun } from "../../FlushRun.ts";

export async function afterValidation(run: FlushRun): Promise<void> {
  const states = [...run.created, ...run.updated];
  await runHooks({ kind: "afterValidation", states });
  await run.session.plugins.afterValidate?.(states.map(({ entity }) => entity));
}
