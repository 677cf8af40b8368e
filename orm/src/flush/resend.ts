// Sends once more what Postgres ended for the sake of others. Which of the values of a table with several unique keys others are about to
// insert is known to nobody before: two flushes may wait for each other in a circle, whatever their order, and Postgres ends one of them
// (40P01). Where transactions are serializable, it ends one of two that depend on each other (40001). Nothing of that one was written, so
// it is sent again, as long as no code of the application has run in it, and finds what the other one has made.
import { setTimeout as delay } from "node:timers/promises";
import { DeadlockError } from "../errors/DeadlockError.ts";
import { SerializationError } from "../errors/SerializationError.ts";
import type { FlushRun } from "./FlushRun.ts";

const maxAttempts = 5;
const pauseMs = 20;

/** @param mayResend asked when something was ended */
export async function resend<R>(
  run: FlushRun,
  send: (attempt: number) => Promise<R>,
  mayResend: () => boolean = () => true,
): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(attempt);
    } catch (error) {
      const isEnded = error instanceof DeadlockError || error instanceof SerializationError;
      if (!isEnded || attempt === maxAttempts || !mayResend()) throw error;
      run.checkSignal();
      await delay(Math.random() * attempt * pauseMs);
    }
  }
}
