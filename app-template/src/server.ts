// The HTTP server: routes, limits, logging, and one unit of work per request.
import { randomUUID } from "node:crypto";
import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from "fastify";
import { NoSchemaIntrospectionCustomRule } from "graphql";
import { newErrorFormatter } from "kingpost/graphql";
import { RequestDriver } from "kingpost/pg";
import { mercurius } from "mercurius";
import { authenticate, userOf } from "./auth/authenticate.ts";
import { newSecretVerifier } from "./auth/newSecretVerifier.ts";
import type { TokenVerifier } from "./auth/TokenVerifier.ts";
import { type Context, newContext } from "./context.ts";
import type { Database } from "./database.ts";
import { addGraphiql } from "./graphiql.ts";
import { limitCost } from "./graphql/limitCost.ts";
import { mayWrite } from "./graphql/mayWrite.ts";
import { readPersistedQueries } from "./graphql/readPersistedQueries.ts";
import { newSchema } from "./graphql/schema.ts";
import { addHealth } from "./health.ts";
import { protect } from "./http/protect.ts";
import { signalOf } from "./http/signalOf.ts";
import type { Settings } from "./settings.ts";

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

  // The driver of each GraphQL request, for its line in the log.
  const drivers = new WeakMap<FastifyRequest, RequestDriver>();
  app.addHook("onResponse", async (request, { statusCode, elapsedTime }) => {
    const { log, method, url } = request;
    const { statements, rows, roundTrips } = drivers.get(request) ?? {};
    const ms = Math.round(elapsedTime);
    log.info({ method, url, status: statusCode, ms, statements, rows, roundTrips }, "request");
  });

  // A connection whose answer comes after the close began would else stay open until its client lets go of it.
  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
  });
  app.addHook("onSend", async (_, reply) => {
    if (isClosing) reply.header("connection", "close");
  });

  await protect(app, settings);
  authenticate(app, verifyToken);
  addHealth(app, settings);
  const { persistedQueries, queryAliases, queryCost, queryDepth, queryTokens } = settings;
  if (!isProduction && persistedQueries === undefined) addGraphiql(app);
  await app.register(mercurius, {
    schema: newSchema(),
    context: (request, reply) => {
      const driver = new RequestDriver(database.driver, { signal: signalOf(reply) });
      drivers.set(request, driver);
      return newContext({ driver, log: request.log, user: userOf(request) });
    },
    errorFormatter: newErrorFormatter({ isProduction }),
    queryDepth,
    // Refuses what a foreign page could send on behalf of a user.
    csrfPrevention: true,
    validationRules: [
      // Reported as other faults of a query are, and not thrown.
      maxAliasesRule({
        n: queryAliases,
        propagateOnRejection: false,
        onReject: [(query, error) => query?.reportError(error)],
      }),
      ...(isProduction ? [NoSchemaIntrospectionCustomRule] : []),
    ],
    graphql: { parseOptions: { maxTokens: queryTokens }, validateOptions: { maxErrors: 20 } },
    ...(persistedQueries === undefined
      ? {}
      : { persistedQueries: readPersistedQueries(persistedQueries), onlyPersisted: true }),
  });
  app.graphql.addHook("preExecution", async (schema, document, context, variables) => {
    limitCost(schema, document, variables, queryCost);
    if (!mayWrite(document)) (context as unknown as Context).em.mode = "read-only";
  });
  return app;
}
