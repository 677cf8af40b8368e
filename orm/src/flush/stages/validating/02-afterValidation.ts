// The hooks that see what passed all rules, and the plugins that do. Neither may change it.
import { runHooks } from "../../../rules/runHooks.ts";
import type { FlushRun } from "../../FlushRun.ts";

export async function afterValidation(run: FlushRun): Promise<void> {
  const { afterValidate } = run.session.plugins;
  if (afterValidate === undefined && !run.hasHooks("afterValidation")) return;
  const states = [...run.created, ...run.updated];
  await runHooks({ kind: "afterValidation", states });
  await afterValidate?.(states.map(({ entity }) => entity));
}
