// Code that is trusted with everything, such as the library's own reads in the course of a flush, told apart from what a user's
// request asks for. It is known to whatever the function calls or awaits, and to nothing else.
import { AsyncLocalStorage } from "node:async_hooks";

const trusted = new AsyncLocalStorage<true>();

/**
 * Runs `fn`, and says so to whoever asks in its course.
 * @example
 * await runInTrustedContext(() => em.find(AuditLog, {}));
 */
export function runInTrustedContext<T>(fn: () => T): T {
  return trusted.run(true, fn);
}

/** Whether the caller runs in the course of `runInTrustedContext`. A plugin that checks permissions lets it pass. */
export function isInTrustedContext(): boolean {
  return trusted.getStore() === true;
}
