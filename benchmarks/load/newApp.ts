// The HTTP side of all servers under load, as the template sets it up: what differs between contestants is handed in.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { mercurius, type MercuriusOptions } from "mercurius";

export const sdl = readFileSync(new URL("schema.graphql", import.meta.url), "utf8");

export interface AppParts {
  /** Schema, resolvers, loaders, context: what a contestant writes. */
  readonly graphql: MercuriusOptions;
  /** What a contestant's line of log has beside the request. */
  readonly about?: (request: FastifyRequest) => object;
}

/** One line of log per request, request ids, and the limits that Mercurius itself has. */
export async function newApp({ graphql, about }: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: "info" },
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: "x-request-id",
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
  });
  app.addHook("onResponse", async (request: FastifyRequest, reply: FastifyReply) => {
    const { log, method, url } = request;
    const ms = Math.round(reply.elapsedTime);
    log.info({ method, url, status: reply.statusCode, ms, ...about?.(request) }, "request");
  });
  await app.register(mercurius, { queryDepth: 16, csrfPrevention: true, ...graphql });
  return app;
}
