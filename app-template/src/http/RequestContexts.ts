// The contexts of requests: one each, whose unit of work ends with the request.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Driver } from "kingpost";
import { RequestDriver } from "kingpost/pg";
import { userOf } from "../auth/authenticate.ts";
import { type Context, type ContextOptions, newContext } from "../context.ts";

/** What a request sent to the database. */
export interface RequestCounts {
  readonly statements: number;
  readonly rows: number;
  readonly roundTrips: number;
  /** Rows that flushes wrote. */
  readonly flushSize: number;
}

export class RequestContexts {
  readonly #driver: Driver;
  readonly #drivers = new WeakMap<FastifyRequest, RequestDriver>();

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** The context of a request. What it still reads when its client goes away is cancelled on the server. */
  open(request: FastifyRequest, reply: FastifyReply): Context {
    const driver = new RequestDriver(this.#driver, { signal: signalOf(reply) });
    this.#drivers.set(request, driver);
    return newContext({ driver, log: request.log, user: userOf(request) });
  }

  /** A context of something else than a request: what it reads ends with the signal. */
  openUntil(
    signal: AbortSignal,
    options: Omit<ContextOptions, "driver">,
  ): { readonly context: Context; readonly counts: RequestCounts } {
    const driver = new RequestDriver(this.#driver, { signal });
    return { context: newContext({ ...options, driver }), counts: driver };
  }

  /** `undefined` for requests that have no context. */
  countsOf(request: FastifyRequest): RequestCounts | undefined {
    return this.#drivers.get(request);
  }
}

/** Aborted when the client goes away before it was answered. */
function signalOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
