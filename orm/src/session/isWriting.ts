// Whether a flush may have sent what it writes, and nobody knows yet whether it will stay: what is read meanwhile may be its own.
import type { Session } from "./Session.ts";

export function isWriting({ connection, writeGuard }: Session): boolean {
  return connection !== undefined && writeGuard.isFlushing;
}
