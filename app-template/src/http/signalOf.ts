// Tells when nobody waits for the answer to a request any more.
import type { FastifyReply } from "fastify";

/** Aborted when the client goes away before it was answered. */
export function signalOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
