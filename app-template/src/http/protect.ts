// What is asked of every request, whatever it wants: safe headers, known origins, not too many, not while the process is overloaded.
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import underPressure from "@fastify/under-pressure";
import type { FastifyInstance } from "fastify";
import type { Settings } from "../settings.ts";
import { HttpError } from "./HttpError.ts";

/** Whoever watches over the process asks these, and is always answered. */
const watched = new Set(["/healthz", "/readyz"]);

export async function protect(
  app: FastifyInstance,
  { corsOrigins, overloadDelay, rateLimit: max }: Settings,
): Promise<void> {
  await app.register(helmet);
  await app.register(cors, { origin: [...corsOrigins], maxAge: 600 });
  await app.register(rateLimit, {
    max,
    timeWindow: 60_000,
    allowList: ({ url }) => watched.has(url),
    errorResponseBuilder: (_, { after }) =>
      new HttpError(429, "RATE_LIMITED", `Too many requests: try again in ${after}.`),
  });
  await app.register(underPressure, {
    maxEventLoopDelay: overloadDelay,
    pressureHandler: ({ url }, reply) => {
      if (watched.has(url)) return;
      reply.header("retry-after", 5);
      throw new HttpError(503, "OVERLOADED", "Too much to do: try again.");
    },
  });
}
