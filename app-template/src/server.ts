// The HTTP server: routes, limits, logging, and one unit of work per request.
import { randomUUID } from "node:crypto";
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from "fastify";
import { NoSchemaIntrospectionCustomRule } from "graphql";
import { newErrorFormatter } from "kingpost/graphql";
import { mercurius } from "mercurius";
import { newContext } from "./context.ts";
import { CountingDriver } from "./CountingDriver.ts";
import type { Database } from "./database.ts";
import { addGraphiql } from "./graphiql.ts";
import { newSchema } from "./graphql/schema.ts";
import { addHealth } from "./health.ts";
import type { Settings } from "./settings.ts";

export interface ServerOptions {
  readonly settings: Settings;
  readonly database: Database;
  /** Where log lines go; standard output when not given. */
  readonly logStream?: { write(line: string): void };
}

/** The server, not yet listening: tests send requests to it with `inject`. */
export async function newServer({
  settings,
  database,
  logStream,
}: ServerOptions): Promise<FastifyInstance> {
  const { isProduction, queryDepth, bodyLimit, logLevel } = settings;
  const app = Fastify({
    logger: { level: logLevel, ...(logStream === undefined ? {} : { stream: logStream }) },
    // Fastify's two lines per request become one of ours, which has the count of statements.
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: "x-request-id",
    genReqId: () => randomUUID(),
    bodyLimit,
    // On close, idle connections go at once and busy ones after their answer.
    forceCloseConnections: "idle",
  });

  // The driver of each GraphQL request, for its line in the log.
  const drivers = new WeakMap<FastifyRequest, CountingDriver>();
  app.addHook("onResponse", async (request, { statusCode, elapsedTime }) => {
    const { log, method, url } = request;
    const { statements, roundTrips } = drivers.get(request) ?? {};
    const ms = Math.round(elapsedTime);
    log.info({ method, url, status: statusCode, ms, statements, roundTrips }, "request");
  });

  // A connection whose answer comes after the close began would else stay open until its client lets go of it.
  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
  });
  app.addHook("onSend", async (_, reply) => {
    if (isClosing) reply.header("connection", "close");
  });

  addHealth(app, settings);
  if (!isProduction) addGraphiql(app);
  await app.register(mercurius, {
    schema: newSchema(),
    context: (request) => {
      const driver = new CountingDriver(database.driver);
      drivers.set(request, driver);
      return newContext(driver, request.log);
    },
    errorFormatter: newErrorFormatter({ isProduction }),
    queryDepth,
    // Refuses what a foreign page could send on behalf of a user.
    csrfPrevention: true,
    validationRules: isProduction ? [NoSchemaIntrospectionCustomRule] : [],
    graphql: { parseOptions: { maxTokens: 10_000 }, validateOptions: { maxErrors: 20 } },
  });
  return app;
}
