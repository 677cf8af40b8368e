// What the application registered with `em.afterCommit`: all of it runs, whatever fails.
import type { Committed } from "../../Committed.ts";

/** @throws AggregateError of what the hooks threw */
export async function runAfterCommitHooks({ session, connection }: Committed): Promise<void> {
  const errors: unknown[] = [];
  for (const hook of session.hooks.of("afterCommit"))
    try {
      await hook(session.em, connection);
    } catch (error) {
      errors.push(error);
    }
  if (errors.length > 0) throw new AggregateError(errors);
}
