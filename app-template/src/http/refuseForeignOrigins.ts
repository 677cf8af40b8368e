// Browsers open a WebSocket for any page and send the user's address along: only whose page it is tells friend from foe.
import type { FastifyRequest } from "fastify";
import { HttpError } from "./HttpError.ts";

/** @throws HttpError 403 `FOREIGN_ORIGIN` for a page that is neither ours nor one that may call */
export function refuseForeignOrigins(
  { headers: { origin }, host }: FastifyRequest,
  corsOrigins: ReadonlyArray<string>,
): void {
  // Programs that are no browsers say nothing.
  if (origin === undefined || corsOrigins.includes(origin)) return;
  if (URL.parse(origin)?.host === host) return;
  throw new HttpError(403, "FOREIGN_ORIGIN", "Pages of this site may not open a WebSocket here.");
}
