// The instant at which entities are made. What is made in one go, without waiting for anything, is made at one instant, as what one
// transaction of the database writes is written at one: so the times of a thousand new rows are one value.
import type { Session } from "./Session.ts";

/** The clock may be set while code runs, by a test most likely. */
const longestMs = 1_000;

export function instantOf(session: Session): Date {
  const { instant } = session;
  const now = Date.now();
  if (instant !== undefined && Math.abs(now - instant.getTime()) < longestMs) return instant;
  if (instant === undefined)
    queueMicrotask(() => {
      session.instant = undefined;
    });
  return (session.instant = new Date(now));
}
