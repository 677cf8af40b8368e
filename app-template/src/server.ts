// The HTTP server: routes, limits, logging, and one unit of work per request.
import { randomUUID } from "node:crypto";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { instrument } from "kingpost/otel";
import { authenticate } from "./auth/authenticate.ts";
import { newSecretVerifier } from "./auth/newSecretVerifier.ts";
import type { TokenVerifier } from "./auth/TokenVerifier.ts";
import type { Database } from "./database.ts";
import { addGraphiql } from "./graphiql.ts";
import { addGraphql } from "./graphql/addGraphql.ts";
import { newSchema } from "./graphql/schema.ts";
import { addSubscriptions } from "./graphql/subscriptions/addSubscriptions.ts";
import { addHealth } from "./health.ts";
import { acceptSockets } from "./http/acceptSockets.ts";
import { protect } from "./http/protect.ts";
import { RequestContexts } from "./http/RequestContexts.ts";
import { addPages } from "./pages/addPages.ts";
import type { Settings } from "./settings.ts";
import { measurePool } from "./telemetry/measurePool.ts";
import { traceOperations } from "./telemetry/traceOperations.ts";
import { traceRequests } from "./telemetry/traceRequests.ts";

export interface ServerOptions {
  readonly settings: Settings;
  readonly database: Database;
  /** Says whose a token is; by the secret of the settings when not given. */
  readonly verifyToken?: TokenVerifier;
  /** Where log lines go; standard output when not given. */
  readonly logStream?: { write(line: string): void };
}

/** The server, not yet listening: tests send requests to it with `inject`. */
export async function newServer({
  settings,
  database,
  logStream,
  verifyToken = settings.authSecret === undefined
    ? undefined
    : newSecretVerifier(settings.authSecret),
}: ServerOptions): Promise<FastifyInstance> {
  const { isProduction, logLevel, trustProxy, bodyLimit } = settings;
  const app = Fastify({
    logger: { level: logLevel, ...(logStream === undefined ? {} : { stream: logStream }) },
    // Fastify's two lines per request become one of ours, which has the count of statements.
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: "x-request-id",
    genReqId: () => randomUUID(),
    bodyLimit,
    trustProxy,
    // On close, idle connections go at once and busy ones after their answer.
    forceCloseConnections: "idle",
  });

  const isTraced = settings.otlpEndpoint !== undefined;
  const contexts = new RequestContexts(isTraced ? instrument(database.driver) : database.driver);
  if (isTraced) {
    traceRequests(app, contexts);
    measurePool(database.pool);
  }
  app.addHook("onResponse", async (request, { statusCode, elapsedTime }) => {
    const { log, method, url } = request;
    const ms = Math.round(elapsedTime);
    const { statements, rows, roundTrips, flushSize } = contexts.countsOf(request) ?? {};
    const counts = { statements, rows, roundTrips, flushSize };
    log.info({ method, url, status: statusCode, ms, ...counts }, "request");
  });

  // A connection whose answer comes after the close began would else stay open until its client lets go of it.
  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
  });
  app.addHook("onSend", async (_, reply) => {
    if (isClosing) reply.header("connection", "close");
  });

  await acceptSockets(app, settings);
  await protect(app, settings);
  authenticate(app, verifyToken);
  addHealth(app, settings);
  if (!isProduction && settings.persistedQueries === undefined) addGraphiql(app);
  const schema = newSchema();
  await addGraphql(app, schema, contexts, settings);
  if (isTraced) traceOperations(app);
  addSubscriptions(app, { schema, contexts, settings, verifyToken });
  await addPages(app, contexts);
  return app;
}
