// The GraphQL endpoint: what may be asked, by whom it is answered, and how errors look.
import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import type { FastifyInstance } from "fastify";
import { NoSchemaIntrospectionCustomRule } from "graphql";
import { newErrorFormatter } from "kingpost/graphql";
import { mercurius } from "mercurius";
import type { Context } from "../context.ts";
import type { RequestContexts } from "../http/RequestContexts.ts";
import type { Settings } from "../settings.ts";
import { limitCost } from "./limitCost.ts";
import { mayWrite } from "./mayWrite.ts";
import { readPersistedQueries } from "./readPersistedQueries.ts";
import { newSchema } from "./schema.ts";

export async function addGraphql(
  app: FastifyInstance,
  contexts: RequestContexts,
  settings: Settings,
): Promise<void> {
  const { isProduction, persistedQueries } = settings;
  const { queryAliases, queryCost, queryDepth, queryTokens } = settings;
  await app.register(mercurius, {
    schema: newSchema(),
    context: (request, reply) => contexts.open(request, reply),
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
}
