// Calls hooks that may change entities, and so bring up what needs another round. They may read ids that nobody has given yet.
import { callWithIds } from "../rules/callWithIds.ts";
import { type HookRun, runHooks } from "../rules/runHooks.ts";
import { assignNewIds } from "./assignNewIds.ts";
import type { FlushRun } from "./FlushRun.ts";

export async function callWritingHooks(run: FlushRun, hooks: HookRun): Promise<void> {
  const { session, driver } = run;
  const assignIds = (): Promise<void> => assignNewIds(session, driver);
  await runHooks({
    ...hooks,
    call(hook) {
      run.hasNews = true;
      return callWithIds(() => session.writeGuard.letWrite(hook), assignIds);
    },
  });
}
