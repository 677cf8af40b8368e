// Calls hooks that may change entities, and so bring up what needs another round.
import { type HookRun, runHooks } from "../rules/runHooks.ts";
import type { FlushRun } from "./FlushRun.ts";

export async function callWritingHooks(run: FlushRun, hooks: HookRun): Promise<void> {
  const { writeGuard } = run.session;
  await runHooks({
    ...hooks,
    call: (hook) => {
      run.hasNews = true;
      return writeGuard.letWrite(hook);
    },
  });
}
