// Waits for a find no longer than its caller wants to.
import { AbortError } from "../errors/AbortError.ts";
import type { Asked } from "./FindMemory.ts";

/** @throws AbortError (`ABORTED`) as soon as the signal says so */
export function untilAborted<R>(
  { batch, answer }: Asked<R>,
  operation: string,
  signal: AbortSignal,
): Promise<R> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      batch.leave();
      reject(new AbortError({ operation, cause: signal.reason }));
    };
    signal.addEventListener("abort", abort, { once: true });
    const settle = (): void => signal.removeEventListener("abort", abort);
    answer.then(resolve, reject).finally(settle);
  });
}
