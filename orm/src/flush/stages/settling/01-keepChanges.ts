// What is about to be settled shows as changes once more, to the hooks that run after COMMIT.
import { keepChanges as changesOf } from "../../../relations/changes/changesOf.ts";
import type { FlushRun } from "../../FlushRun.ts";

export function keepChanges(run: FlushRun): void {
  const { session, created, updated } = run;
  if (!session.hooks.has("afterCommit") && !run.hasHooks("afterCommit")) return;
  run.kept = new Map([...created, ...updated].map((state) => [state, changesOf(state)]));
}
