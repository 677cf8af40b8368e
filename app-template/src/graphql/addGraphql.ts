// The GraphQL endpoint: what may be asked, by whom it is answered, and how errors look.
import type { FastifyInstance } from "fastify";
import { type GraphQLSchema, OperationTypeNode } from "graphql";
import { newErrorFormatter } from "kingpost/graphql";
import { mercurius } from "mercurius";
import type { Context } from "../context.ts";
import type { RequestContexts } from "../http/RequestContexts.ts";
import type { Settings } from "../settings.ts";
import { holds } from "./holds.ts";
import { limitCost } from "./limitCost.ts";
import { queryRules } from "./queryRules.ts";
import { readPersistedQueries } from "./readPersistedQueries.ts";
import { refusal } from "./refusal.ts";

export async function addGraphql(
  app: FastifyInstance,
  schema: GraphQLSchema,
  contexts: RequestContexts,
  settings: Settings,
): Promise<void> {
  const { isProduction, persistedQueries, queryCost, queryTokens } = settings;
  await app.register(mercurius, {
    schema,
    context: (request, reply) => contexts.open(request, reply),
    errorFormatter: newErrorFormatter({ isProduction }),
    // Refuses what a foreign page could send on behalf of a user.
    csrfPrevention: true,
    validationRules: [...queryRules(settings)],
    graphql: { parseOptions: { maxTokens: queryTokens }, validateOptions: { maxErrors: 20 } },
    ...(persistedQueries === undefined
      ? {}
      : { persistedQueries: readPersistedQueries(persistedQueries), onlyPersisted: true }),
  });
  app.graphql.addHook("preParsing", async (_schema, source) => {
    // It would be taken for a query that is parsed already, past the limit of its words.
    if (isJson(source)) throw refusal("A query is a text of GraphQL, not of JSON.");
  });
  app.graphql.addHook("preValidation", async (_schema, document) => {
    if (holds(document, OperationTypeNode.SUBSCRIPTION))
      throw refusal("Subscriptions are answered over WebSocket (graphql-transport-ws) only.");
  });
  app.graphql.addHook("preExecution", async (_schema, document, context, variables) => {
    limitCost(schema, document, variables, queryCost);
    if (!holds(document, OperationTypeNode.MUTATION))
      (context as unknown as Context).em.mode = "read-only";
  });
}

/** No query begins as these do. */
function isJson(source: string): boolean {
  return /^\s*(?:["[\d-]|\{\s*["}]|(?:null|true|false)\s*$)/.test(source);
}
